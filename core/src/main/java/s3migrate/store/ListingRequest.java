package s3migrate.store;

import java.util.Optional;

/// Asks for the keys under `prefix` that sort after `after` (exclusive; empty = from the start), at
/// most `maxKeys` of them.
public record ListingRequest(
        String bucket, String prefix, String after, Optional<String> continuation, int maxKeys) {

    /// S3 API reference, ListObjectsV2.
    public static final int MAX_KEYS = 1_000;

    /// The first full page.
    public static ListingRequest first(String bucket, String prefix, String after) {
        return new ListingRequest(bucket, prefix, after, Optional.empty(), MAX_KEYS);
    }

    /// The page behind one that named `token`.
    public ListingRequest next(String token) {
        return new ListingRequest(bucket, prefix, after, Optional.of(token), maxKeys);
    }
}
