package s3migrate.store.memory;

import java.util.Map;
import s3migrate.object.StoredObject;

/// One version of an object with its content and tags. The array is shared, never written to.
final class MemoryVersion {

    private final StoredObject object;
    private final byte[] bytes;
    private final Map<String, String> tags;
    private final long firstPartBytes;

    MemoryVersion(StoredObject object, byte[] bytes, Map<String, String> tags) {
        this(object, bytes, tags, bytes.length);
    }

    MemoryVersion(
            StoredObject object, byte[] bytes, Map<String, String> tags, long firstPartBytes) {
        this.object = object;
        this.bytes = bytes;
        this.tags = Map.copyOf(tags);
        this.firstPartBytes = firstPartBytes;
    }

    StoredObject object() {
        return object;
    }

    byte[] bytes() {
        return bytes;
    }

    long firstPartBytes() {
        return firstPartBytes;
    }

    Map<String, String> tags() {
        return tags;
    }
}
