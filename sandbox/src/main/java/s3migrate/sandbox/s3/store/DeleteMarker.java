package s3migrate.sandbox.s3.store;

import java.time.Instant;

/// Says that the key was deleted; the versions before it remain.
public record DeleteMarker(String versionId, Instant lastModified) implements Version {}
