package s3migrate.doctor;

import java.util.function.Consumer;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Begins an upload to see whether it may be begun, and ends it at once. No object comes of it.
record UploadTrial(ObjectStore store, ObjectLocation at) {

    /// The code of an upload that cannot be ended.
    static final String LEFT = "UploadLeft";

    private static final int ENDINGS = 3;

    /// An id that no upload has: what a request about it is answered tells whether it is allowed.
    MultipartUpload none() {
        return new MultipartUpload(
                at, "s3-migrate-doctor-no-such-upload", ChecksumAlgorithm.CRC32C);
    }

    /// @throws StoreException.RouteRefused if it was begun and cannot be ended, with its id
    void begin(NewObject what) {
        with(what, _ -> {});
    }

    /// The same, with requests to the upload before its end.
    void with(NewObject what, Consumer<MultipartUpload> requests) {
        var upload = store.create(at, what, ChecksumAlgorithm.CRC32C);
        try {
            requests.accept(upload);
        } finally {
            end(upload);
        }
    }

    private void end(MultipartUpload upload) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.abort(upload);
                return;
            } catch (StoreException broken) {
                if (attempt == ENDINGS) {
                    throw new StoreException.RouteRefused(
                            LEFT,
                            "upload %s of %s was begun as a trial and cannot be ended; end it by hand: %s"
                                    .formatted(upload.id(), at, broken.getMessage()),
                            broken);
                }
            }
        }
    }
}
