package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.object.SameBytes;
import s3migrate.object.StoredObject;

/// Whether a destination object already is what a copy of the source would be.
final class Sameness {

    private Sameness() {}

    /// The best evidence that content and metadata are equal; empty if they differ or nothing
    /// comparable says so.
    static Optional<Evidence> of(StoredObject source, StoredObject destination) {
        return source.metadata().equals(destination.metadata())
                ? ofContent(source, destination)
                : Optional.empty();
    }

    /// The best evidence that the bytes are equal; equal sizes alone are none.
    static Optional<Evidence> ofContent(StoredObject source, StoredObject destination) {
        return switch (SameBytes.of(source, destination)) {
            case BY_CHECKSUM -> Optional.of(Evidence.CHECKSUM);
            case BY_ETAG -> Optional.of(Evidence.ETAG);
            case DIFFERENT, NOT_COMPARABLE -> Optional.empty();
        };
    }
}
