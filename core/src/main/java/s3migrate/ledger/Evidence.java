package s3migrate.ledger;

import s3migrate.route.RouteOptions.Require;

/// What proved a copy, best first.
public enum Evidence {
    /// The source's full-object checksum, held against the destination's.
    CHECKSUM,
    /// Our CRC32C over the bytes as they passed, held against the destination's.
    OWN_CHECKSUM,
    /// Comparable ETags are equal.
    ETAG,
    /// Only the sizes are equal.
    SIZE;

    /// The least that suffices where a route requires this.
    public static Evidence least(Require require) {
        return switch (require) {
            case CHECKSUM -> OWN_CHECKSUM;
            case ETAG -> ETAG;
            case SIZE -> SIZE;
        };
    }
}
