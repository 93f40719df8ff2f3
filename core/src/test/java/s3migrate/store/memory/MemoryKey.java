package s3migrate.store.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All versions of one key. Guarded by its bucket.
final class MemoryKey {

    private final List<MemoryVersion> versions = new ArrayList<>();
    private boolean deleted;
    private long changes;

    Optional<MemoryVersion> current() {
        return deleted || versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    List<MemoryVersion> versions() {
        return List.copyOf(versions);
    }

    /// How often the key was written or deleted: tells whether anything came between.
    long changes() {
        return changes;
    }

    void write(MemoryVersion version, boolean keepFormer) {
        if (!keepFormer) {
            versions.clear();
        }
        versions.add(version);
        deleted = false;
        changes++;
    }

    /// The end of one version; a delete marker above stays.
    void deleteVersion(String versionId) {
        versions.removeIf(version -> version.object().versionId().equals(Optional.of(versionId)));
        changes++;
    }

    /// A delete marker where versions are kept, else the end of the object.
    void delete(boolean keepFormer) {
        if (!keepFormer) {
            versions.clear();
        }
        deleted = true;
        changes++;
    }
}
