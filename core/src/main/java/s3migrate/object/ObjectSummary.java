package s3migrate.object;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A row of a listing. `size` is in bytes; `versionId` only where versions were listed; `restored`
/// whether it is archived but has a copy, for some days, that can be read.
public record ObjectSummary(
        String key,
        ETag etag,
        Optional<String> versionId,
        long size,
        Instant lastModified,
        String storageClass,
        boolean restored) {

    /// The storage classes GetObject refuses (S3 user guide). GLACIER_IR is not among them.
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    /// One of which no restore is known.
    public ObjectSummary(
            String key,
            ETag etag,
            Optional<String> versionId,
            long size,
            Instant lastModified,
            String storageClass) {
        this(key, etag, versionId, size, lastModified, storageClass, false);
    }

    /// Whether nobody can read it before it is restored.
    public boolean isArchived() {
        return !restored && ARCHIVED.contains(storageClass);
    }
}
