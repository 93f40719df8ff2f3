package s3migrate.transfer;

import java.util.List;
import java.util.Optional;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenUpload;

/// Tells uploads that were begun under our credentials from those of others.
final class OwnUploads {

    private OwnUploads() {}

    /// Of these open uploads in one bucket, at least one, those with the initiator of one that we
    /// begin now, at the key of the first, and end again; none where the store does not say who
    /// began what. `asked` is what that one asks for: a bucket may take no other.
    static List<MultipartUpload> among(
            List<OpenUpload> open, ObjectStore destination, NewObject asked) {
        var key = open.getFirst().destination();
        var probe = destination.create(key, asked, ChecksumAlgorithm.CRC32C);
        try {
            var us =
                    destination.uploads(key).stream()
                            .filter(upload -> upload.id().equals(probe.id()))
                            .map(OpenUpload::initiator)
                            .filter(initiator -> !initiator.isEmpty())
                            .findFirst();
            return open.stream()
                    .filter(upload -> us.equals(Optional.of(upload.initiator())))
                    .map(upload ->
                            new MultipartUpload(
                                    upload.destination(), upload.id(), probe.algorithm()))
                    .toList();
        } finally {
            destination.abort(probe);
        }
    }
}
