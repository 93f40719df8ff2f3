package s3migrate.sandbox.s3.wire;

import s3migrate.sandbox.s3.store.Ids;

/// The two ids S3 gives every request.
public record RequestIds(String requestId, String hostId) {
    public static RequestIds next() {
        return new RequestIds(Ids.random(16), Ids.random(76));
    }
}
