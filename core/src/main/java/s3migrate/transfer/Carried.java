package s3migrate.transfer;

/// How the bytes of a copy went their way.
public enum Carried {
    /// In parts, each of which a listener was told of when it arrived.
    IN_PARTS,
    /// By one request, of which no listener is told.
    AT_ONCE,
    /// Not at all: they were there, and were given their headers in place.
    NOT_AT_ALL
}
