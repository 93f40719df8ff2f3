package s3migrate.object;

import java.time.Instant;
import java.util.Optional;

/// What keeps a version from being deleted: until a time, or while it is on hold.
public record ObjectLock(Optional<Retention> retention, boolean legalHold) {

    /// Nothing does.
    public static final ObjectLock NONE = new ObjectLock(Optional.empty(), false);

    /// `mode` is S3's GOVERNANCE or COMPLIANCE.
    public record Retention(String mode, Instant until) {}

    /// What is left of it: retention that is over binds nobody, and cannot be set any more.
    public ObjectLock at(Instant now) {
        return new ObjectLock(retention.filter(r -> r.until().isAfter(now)), legalHold);
    }
}
