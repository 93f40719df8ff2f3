package s3migrate.run;

import java.time.Instant;

/// How one invocation's share of a run ended.
public sealed interface RunStretch {

    /// It was done, by `run` (an earlier one, if that was left unfinished).
    record Done(String run, PassOutcome outcome) implements RunStretch {}

    /// Somebody else is at the route, at least until then.
    record Busy(Instant until) implements RunStretch {}

    /// The run was over before.
    record Over() implements RunStretch {}
}
