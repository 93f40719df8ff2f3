package s3migrate.sandbox.s3.store;

import java.time.Instant;

/// A change of a key that S3 tells about.
///
/// @param versioned whether the bucket gives version ids
/// @param sequence grows with each change of a key
public record Change(
        Kind kind,
        String bucket,
        String region,
        String key,
        Version version,
        boolean versioned,
        Instant at,
        long sequence) {

    /// Named as the events of S3.
    public enum Kind {
        PUT("ObjectCreated:Put"),
        COPY("ObjectCreated:Copy"),
        COMPLETE("ObjectCreated:CompleteMultipartUpload"),
        DELETE("ObjectRemoved:Delete"),
        DELETE_MARKER("ObjectRemoved:DeleteMarkerCreated");

        private final String eventName;

        Kind(String eventName) {
            this.eventName = eventName;
        }

        public String eventName() {
            return eventName;
        }
    }

    /// Told of each change in the order of the changes of a key, while the key is locked: must
    /// return at once.
    @FunctionalInterface
    public interface Listener {
        void changed(Change change);
    }
}
