package s3migrate.store.s3;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;

/// Reads the tags of objects that may have any. AWS tells with an object how many it has, but only
/// to who may read them: nobody who may not would learn that there are any. So each bucket is asked
/// for the tags of one object, of which no count came; then none means none for five minutes, as
/// rights may go. Another store may never tell counts, and is believed once it has told one.
final class S3Tags {

    private static final long BELIEVED_NANOSECONDS = Duration.ofMinutes(5).toNanos();

    private final S3Reads reads;
    private final boolean tellsCounts;
    private final LongSupplier ticker;

    /// Buckets, and when each showed that it tells counts.
    private final Map<String, Long> believed = new ConcurrentHashMap<>();

    /// @param tellsCounts whether the store is known to tell them, as AWS is
    /// @param ticker nanoseconds that pass, since whenever
    S3Tags(S3Reads reads, boolean tellsCounts, LongSupplier ticker) {
        this.reads = reads;
        this.tellsCounts = tellsCounts;
        this.ticker = ticker;
    }

    Map<String, String> of(StoredObject object) {
        var bucket = object.location().bucket();
        if (object.tagCount() > 0) {
            believed.put(bucket, ticker.getAsLong());
            return read(object.pinned());
        }
        if (isBelieved(bucket)) {
            return Map.of();
        }
        // Without a version id: that is how the count was asked for.
        var pinned =
                new PinnedObject(object.location(), object.etag(), Optional.empty(), object.size());
        var tags = read(pinned);
        if (tags.isEmpty() && (tellsCounts || believed.containsKey(bucket))) {
            believed.put(bucket, ticker.getAsLong());
        }
        return tags;
    }

    private boolean isBelieved(String bucket) {
        var since = believed.get(bucket);
        return since != null && ticker.getAsLong() - since < BELIEVED_NANOSECONDS;
    }

    private Map<String, String> read(PinnedObject pinned) {
        try {
            return reads.tags(pinned);
        } catch (StoreException.ObjectRefused refused) {
            if (refused.code().equals("AccessDenied")) {
                throw new StoreException.RouteRefused(
                        "TagsDenied",
                        "%s; whether objects have tags is told only to who may read them: allow s3:GetObjectTagging and s3:GetObjectVersionTagging on the source, or choose to leave tags out (tags: drop; sync --copy-props metadata-directive)"
                                .formatted(refused.getMessage()),
                        refused);
            }
            throw refused;
        } catch (StoreException.RouteRefused refused) {
            if (refused.code().equals("NotImplemented")) {
                return Map.of();
            }
            throw refused;
        }
    }
}
