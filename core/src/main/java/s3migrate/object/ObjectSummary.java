package s3migrate.object;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A row of a listing. `size` is in bytes; `versionId` only where versions were listed.
public record ObjectSummary(
        String key,
        ETag etag,
        Optional<String> versionId,
        long size,
        Instant lastModified,
        String storageClass) {

    /// The storage classes GetObject refuses (S3 user guide). GLACIER_IR is not among them.
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    /// Whether nobody can read it before it is restored.
    public boolean isArchived() {
        return ARCHIVED.contains(storageClass);
    }
}
