package s3migrate.sandbox.s3.store;

import java.util.Optional;

/// What the owner of a bucket can switch.
///
/// @param encryption of objects whose writer asks for none
/// @param requesterPays whether requests must say that they pay
/// @param publicRead whether unsigned requests may list and read
/// @param acls whether objects may have ACLs; new buckets of S3 refuse them
/// @param objectLock whether objects may be locked, for which every upload must bring a checksum
/// @param defaultRetention of objects whose writer asks for none
public record BucketSettings(
        Versioning versioning,
        Encryption encryption,
        boolean requesterPays,
        boolean publicRead,
        boolean acls,
        boolean objectLock,
        Optional<DefaultRetention> defaultRetention) {
    public static final BucketSettings NEW =
            new BucketSettings(
                    Versioning.UNVERSIONED,
                    new Encryption.S3Managed(),
                    false,
                    false,
                    false,
                    false,
                    Optional.empty());

    public BucketSettings withVersioning(Versioning other) {
        return new BucketSettings(
                other, encryption, requesterPays, publicRead, acls, objectLock, defaultRetention);
    }

    public BucketSettings withEncryption(Encryption other) {
        return new BucketSettings(
                versioning, other, requesterPays, publicRead, acls, objectLock, defaultRetention);
    }

    public BucketSettings withRequesterPays(boolean other) {
        return new BucketSettings(
                versioning, encryption, other, publicRead, acls, objectLock, defaultRetention);
    }

    public BucketSettings withPublicRead(boolean other) {
        return new BucketSettings(
                versioning, encryption, requesterPays, other, acls, objectLock, defaultRetention);
    }

    public BucketSettings withAcls(boolean other) {
        return new BucketSettings(
                versioning,
                encryption,
                requesterPays,
                publicRead,
                other,
                objectLock,
                defaultRetention);
    }

    /// Locked objects have versions.
    public BucketSettings withObjectLock() {
        return new BucketSettings(
                Versioning.ENABLED,
                encryption,
                requesterPays,
                publicRead,
                acls,
                true,
                defaultRetention);
    }

    /// Locks what is written from now on.
    public BucketSettings withDefaultRetention(DefaultRetention retention) {
        return new BucketSettings(
                Versioning.ENABLED,
                encryption,
                requesterPays,
                publicRead,
                acls,
                true,
                Optional.of(retention));
    }
}
