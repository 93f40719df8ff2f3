package s3migrate.transfer;

import s3migrate.ledger.Way;
import s3migrate.store.WriteAnswer;

/// Brings a whole object over in one request.
interface WholeMover {

    /// Who moves the bytes.
    Way way();

    /// Whether there are any to be moved.
    Carried carried();

    /// Writes the object of the attempt, if the destination is as expected.
    ///
    /// @throws s3migrate.store.SourceChangedException if the pinned version is not there any more
    /// @throws s3migrate.store.StoreException.Transient if it may have been written, or not
    WriteAnswer move(Attempt attempt);
}
