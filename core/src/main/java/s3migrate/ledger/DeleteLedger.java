package s3migrate.ledger;

import java.util.Optional;

/// One count of deletes per route, shared by all workers. Reads are consistent; `replace` is the
/// only write. Times are kept to the millisecond. Fails with a `LedgerException`.
public interface DeleteLedger {

    /// The count of this route.
    Optional<DeleteCount> find(String route);

    /// Writes `next` if the count still is `seen` (empty: if there still is none).
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(Optional<DeleteCount> seen, DeleteCount next);
}
