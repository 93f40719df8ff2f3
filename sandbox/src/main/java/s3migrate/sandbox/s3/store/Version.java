package s3migrate.sandbox.s3.store;

import java.time.Instant;

/// One entry in the history of a key.
public sealed interface Version permits ObjectVersion, DeleteMarker {
    /// The id of what was written while versioning was not enabled.
    String NULL_ID = "null";

    String versionId();

    Instant lastModified();
}
