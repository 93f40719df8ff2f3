package s3migrate.sandbox.s3.store;

import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;

/// What must hold of the present object for a write or delete to happen. Delete markers count as
/// absent.
public sealed interface WriteCondition {

    /// Throws S3's error if it does not hold.
    void check(String key, Optional<ObjectVersion> present);

    /// Throws S3's error if the key must not have changed since an upload began, which it has.
    void checkUnchanged(String key, boolean changed);

    /// Always holds.
    record None() implements WriteCondition {
        @Override
        public void check(String key, Optional<ObjectVersion> present) {}

        @Override
        public void checkUnchanged(String key, boolean changed) {}
    }

    /// There is no object.
    record IfAbsent() implements WriteCondition {
        private static final String HEADER = "If-None-Match";

        @Override
        public void check(String key, Optional<ObjectVersion> present) {
            if (present.isPresent()) {
                throw S3Errors.preconditionFailed(HEADER);
            }
        }

        @Override
        public void checkUnchanged(String key, boolean changed) {
            if (changed) {
                throw S3Errors.conditionalConflict(HEADER, key);
            }
        }
    }

    /// The object has this ETag, written with or without quotes; `*` is any.
    record IfMatch(String etag) implements WriteCondition {
        private static final String HEADER = "If-Match";

        public IfMatch {
            etag = etag.replace("\"", "");
        }

        @Override
        public void check(String key, Optional<ObjectVersion> present) {
            ObjectVersion object = present.orElseThrow(() -> S3Errors.noSuchKey(key));
            if (!etag.equals("*") && !etag.equals(object.etag())) {
                throw S3Errors.preconditionFailed(HEADER);
            }
        }

        @Override
        public void checkUnchanged(String key, boolean changed) {
            if (changed) {
                throw S3Errors.conditionalConflict(HEADER, key);
            }
        }
    }
}
