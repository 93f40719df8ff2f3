package s3migrate.ledger;

/// How bytes came to the destination.
public enum Way {
    /// By us: read from the source and written to the destination.
    STREAMING,
    /// Within S3.
    SERVER_SIDE
}
