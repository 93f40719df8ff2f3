package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;

/// An object that is complete but not visible yet. Its content is held once, for the version it
/// becomes.
///
/// @param how what the event of its appearance will say
public record NewObject(
        Content content,
        String etag,
        Instant lastModified,
        Optional<Checksum> checksum,
        ObjectProperties properties,
        List<ObjectPart> parts,
        Change.Kind how) {

    NewObject withoutChecksum() {
        return new NewObject(content, etag, lastModified, Optional.empty(), properties, parts, how);
    }

    ObjectVersion as(String versionId) {
        return new ObjectVersion(
                versionId,
                content,
                etag,
                lastModified,
                checksum,
                properties,
                parts,
                Optional.empty());
    }
}
