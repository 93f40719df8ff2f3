package s3migrate.sandbox.s3.checksum;

/// What a checksum of a multipart object covers: the checksums of its parts, or its bytes.
public enum ChecksumType {
    COMPOSITE,
    FULL_OBJECT
}
