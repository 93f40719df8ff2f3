package s3migrate.object;

import java.time.Instant;
import java.util.Optional;

/// A row of a listing. `size` is in bytes; `versionId` only where versions were listed.
public record ObjectSummary(
        String key,
        ETag etag,
        Optional<String> versionId,
        long size,
        Instant lastModified,
        String storageClass) {}
