package s3migrate.ledger;

import java.util.List;
import java.util.Optional;

/// Where the latest run of each route stands: one record of it, and one for each range it was cut
/// into. Reads are consistent. Fails with a `LedgerException`.
public interface RunLedger {

    /// The record of this route's latest run.
    Optional<RunRecord> find(String route);

    /// The records of a run's ranges, by number.
    List<RangeRecord> ranges(RunRecord run);

    /// Writes all of the changes, or none.
    ///
    /// @return false if another was faster with one of them: nothing was written, read again
    boolean write(List<Change> changes);

    /// A record that is to be replaced, if it still stands as it was seen.
    sealed interface Change {

        /// Written if the record still has the fence and the number of ranges of `seen` (empty: if
        /// there still is none).
        record OfRun(Optional<RunRecord> seen, RunRecord next) implements Change {}

        /// Written if the record still has the run, the fence, the lease and the end of `seen`.
        record OfRange(RangeRecord seen, RangeRecord next) implements Change {}

        /// Written over whatever an earlier run left under its number. Comes together with the
        /// change of the run that gave the number.
        record NewRange(RangeRecord next) implements Change {}
    }
}
