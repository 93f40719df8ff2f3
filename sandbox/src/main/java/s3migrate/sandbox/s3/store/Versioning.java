package s3migrate.sandbox.s3.store;

/// The versioning state of a bucket; once enabled it can only be suspended.
public enum Versioning {
    UNVERSIONED,
    ENABLED,
    SUSPENDED
}
