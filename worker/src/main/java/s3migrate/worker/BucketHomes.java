package s3migrate.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Access;

/// In which regions buckets are that nothing else says it of than they themselves: those of the
/// program's own role. Each is asked once. Serves many threads.
final class BucketHomes {

    private final BiFunction<S3Access, String, S3Access> asking;
    private final Map<String, S3Access> known = new ConcurrentHashMap<>();

    /// @param asking asks a bucket for its region, with an access to any: answers one to there
    BucketHomes(BiFunction<S3Access, String, S3Access> asking) {
        this.asking = asking;
    }

    /// The way to a bucket. Only what it costs depends on that: where the bucket does not answer
    /// now, it counts as near, and is asked again the next time.
    S3Access of(S3Access access, String bucket) {
        if (!access.anyRegion()) {
            return access;
        }
        try {
            return known.computeIfAbsent(bucket, name -> asking.apply(access, name));
        } catch (StoreException silent) {
            return access;
        }
    }
}
