package s3migrate.run;

import java.util.Optional;
import s3migrate.ledger.RunRecord;

/// When a source has become so much smaller that a person is asked: a listing that breaks off
/// without an error, a wrong prefix or another account's bucket looks like that.
final class Collapse {

    /// Of fewer objects any part may have been deleted.
    private static final long ENOUGH = 100;

    private Collapse() {}

    /// What to ask once everything was compared; empty if there is nothing to ask.
    static Optional<String> question(RunRecord run, Totals totals) {
        long found = totals.found().objects();
        boolean collapsed = run.foundBefore() >= ENOUGH && found < run.foundBefore() / 2;
        return collapsed && !run.confirmed()
                ? Optional.of(
                        "the source has %,d objects, and had %,d at the last run: look at bucket, prefix and credentials; if that is as it should be, start a run with \"confirm\": true"
                                .formatted(found, run.foundBefore()))
                : Optional.empty();
    }
}
