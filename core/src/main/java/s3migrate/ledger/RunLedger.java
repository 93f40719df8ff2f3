package s3migrate.ledger;

import java.util.Optional;

/// One record per route: where its latest run stands and who is at it. Reads are consistent;
/// `replace` is the only write. Fails with a `LedgerException`.
public interface RunLedger {

    /// The record of this route's latest run.
    Optional<RunRecord> find(String route);

    /// Writes `next` if the record still has the fence and the lease of `seen` (empty: if there
    /// still is none).
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(Optional<RunRecord> seen, RunRecord next);
}
