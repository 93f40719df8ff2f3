package s3migrate.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.object.ObjectLocation;

/// Something happened to an object, by a notification of its store: a hint to look at it. `size` is
/// in bytes; everything but `object` and `kind` is as it was then. `versionId` of a removal may be
/// a delete marker's.
public record ObjectEvent(
        ObjectLocation object,
        Kind kind,
        OptionalLong size,
        Optional<String> versionId,
        Optional<Instant> time) {

    /// What happened.
    public enum Kind {
        CREATED,
        REMOVED,
        /// By a lifecycle rule, not by anybody's wish for this object.
        REMOVED_BY_LIFECYCLE,
        /// Restored, tagged, replicated: its bytes are the same.
        OTHER
    }
}
