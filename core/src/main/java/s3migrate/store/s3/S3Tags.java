package s3migrate.store.s3;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;

/// Reads the tags of objects that may have any. AWS tells with an object how many it has, but only
/// to who may read them: nobody who may not would learn that there are any. So each bucket is asked
/// for the tags of one object, of which no count came; from then on none means none. Another store
/// may never tell counts, and is believed once it has told one.
final class S3Tags {

    private final S3Reads reads;
    private final boolean tellsCounts;
    private final Set<String> believed = ConcurrentHashMap.newKeySet();

    /// @param tellsCounts whether the store is known to tell them, as AWS is
    S3Tags(S3Reads reads, boolean tellsCounts) {
        this.reads = reads;
        this.tellsCounts = tellsCounts;
    }

    Map<String, String> of(StoredObject object) {
        var bucket = object.location().bucket();
        if (object.tagCount() > 0) {
            believed.add(bucket);
            return read(object.pinned());
        }
        if (believed.contains(bucket)) {
            return Map.of();
        }
        // Without a version id: that is how the count was asked for.
        var pinned =
                new PinnedObject(object.location(), object.etag(), Optional.empty(), object.size());
        var tags = read(pinned);
        if (tellsCounts && tags.isEmpty()) {
            believed.add(bucket);
        }
        return tags;
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
