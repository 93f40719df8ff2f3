package s3migrate.sandbox.s3.store;

/// How an object is encrypted at rest, as S3 tells it; the sandbox's files are plain.
public sealed interface Encryption {
    /// The ETag of bytes with this MD5: only S3's own keys leave it the MD5.
    default String etag(String md5) {
        return switch (this) {
            case S3Managed _ -> md5;
            case Kms _, CustomerKey _ -> Ids.randomHex(md5.length());
        };
    }

    /// By keys of S3: its default.
    record S3Managed() implements Encryption {}

    /// By a key of KMS.
    ///
    /// @param algorithm `aws:kms` or `aws:kms:dsse`
    /// @param keyArn or whatever the writer named the key by
    /// @param bucketKey whether one data key serves many objects of the bucket
    record Kms(String algorithm, String keyArn, boolean bucketKey) implements Encryption {}

    /// By a key that every request must bring.
    ///
    /// @param keyMd5 base64
    record CustomerKey(String keyMd5) implements Encryption {}
}
