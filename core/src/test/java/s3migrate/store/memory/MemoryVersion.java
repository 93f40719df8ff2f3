package s3migrate.store.memory;

import java.util.Map;
import s3migrate.object.StoredObject;

/// One version of an object with its content and tags. The array is shared, never written to.
final class MemoryVersion {

    private final StoredObject object;
    private final byte[] bytes;
    private final Map<String, String> tags;

    MemoryVersion(StoredObject object, byte[] bytes, Map<String, String> tags) {
        this.object = object;
        this.bytes = bytes;
        this.tags = Map.copyOf(tags);
    }

    StoredObject object() {
        return object;
    }

    byte[] bytes() {
        return bytes;
    }

    Map<String, String> tags() {
        return tags;
    }
}
