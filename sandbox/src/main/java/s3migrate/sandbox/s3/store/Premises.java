package s3migrate.sandbox.s3.store;

import java.time.InstantSource;

/// What the buckets of one server share.
///
/// @param checksums whether objects have any
/// @param listener told of every change
record Premises(
        String region, InstantSource clock, Ids ids, boolean checksums, Change.Listener listener) {

    /// Where nobody is told.
    Premises silent() {
        return new Premises(region, clock, ids, checksums, _ -> {});
    }
}
