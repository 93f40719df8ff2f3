package s3migrate.route;

/// The storage class of copies: one of those S3 lets a write choose, or the source's.
public enum StorageClass {
    STANDARD,
    STANDARD_IA,
    ONEZONE_IA,
    INTELLIGENT_TIERING,
    GLACIER_IR,
    GLACIER,
    DEEP_ARCHIVE,
    REDUCED_REDUNDANCY,
    OUTPOSTS,
    SNOW,
    EXPRESS_ONEZONE,
    /// As the source has it.
    KEEP;

    /// The class to write a copy of an object of class `source` with.
    public String ofCopy(String source) {
        return this == KEEP ? source : name();
    }
}
