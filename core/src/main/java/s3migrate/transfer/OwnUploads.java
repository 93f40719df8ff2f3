package s3migrate.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenUpload;

/// Tells uploads that were begun under our credentials from those of others.
final class OwnUploads {

    private static final NewObject NOTHING =
            new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());

    private OwnUploads() {}

    /// Of these open uploads in one bucket, at least one, those with the initiator of one that we
    /// begin now, at the key of the first, and end again; none where the store does not say who
    /// began what.
    static List<MultipartUpload> among(List<OpenUpload> open, ObjectStore destination) {
        var key = open.getFirst().destination();
        var probe = destination.create(key, NOTHING, ChecksumAlgorithm.CRC32C);
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
