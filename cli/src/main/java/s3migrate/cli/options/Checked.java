package s3migrate.cli.options;

import java.util.List;

/// A command that accepts less than its options can each say for themselves.
public interface Checked {

    /// What is looked at before the command runs, and before anything is asked of anybody: each
    /// refuses by itself, so that all faults are said at once.
    List<Runnable> checks(Refusals refusals);
}
