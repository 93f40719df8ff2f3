package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Evidence;
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
        if (source.size() != destination.size()) {
            return Optional.empty();
        }
        var ours = source.checksum();
        var theirs = destination.checksum();
        if (ours.isPresent() && theirs.isPresent() && ours.get().comparableWith(theirs.get())) {
            return Optional.of(Evidence.CHECKSUM).filter(_ -> ours.get().equals(theirs.get()));
        }
        return Optional.of(Evidence.ETAG)
                .filter(_ -> hasMd5(source) && hasMd5(destination))
                .filter(_ -> source.etag().equals(destination.etag()));
    }

    private static boolean hasMd5(StoredObject object) {
        return object.etag().looksLikeMd5() && !object.keyEncrypted();
    }
}
