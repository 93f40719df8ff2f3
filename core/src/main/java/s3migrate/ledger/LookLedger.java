package s3migrate.ledger;

import java.util.Optional;

/// The latest look at each route. Reads are consistent. Times are kept to the millisecond. Fails
/// with a `LedgerException`.
public interface LookLedger {

    /// The latest look at this route.
    Optional<LookRecord> find(String route);

    /// Writes `next` if the look still is at the version of `seen` (empty: if there still is none).
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(Optional<LookRecord> seen, LookRecord next);
}
