package s3migrate.route;

import java.util.Optional;
import s3migrate.object.ObjectLock;

/// What a write asks for besides what its source has: by whose key it is encrypted, who may read
/// it, and how it is locked. Where nothing is asked for, the destination bucket decides.
public record Protection(
        Optional<Encryption> encryption, Optional<CannedAcl> acl, ObjectLock lock) {

    /// As the bucket has it.
    public static final Protection NONE =
            new Protection(Optional.empty(), Optional.empty(), ObjectLock.NONE);

    /// With this lock.
    public Protection with(ObjectLock newLock) {
        return new Protection(encryption, acl, newLock);
    }
}
