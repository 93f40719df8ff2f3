package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;

/// An object as it can be read.
///
/// @param etag without quotes
/// @param parts the parts it was uploaded in, empty for a plain PUT
/// @param restoredUntil of an archived one that can be read meanwhile
public record ObjectVersion(
        String versionId,
        Content content,
        String etag,
        Instant lastModified,
        Optional<Checksum> checksum,
        ObjectProperties properties,
        List<ObjectPart> parts,
        Optional<Instant> restoredUntil)
        implements Version {

    public ObjectVersion {
        parts = List.copyOf(parts);
    }

    public long size() {
        return content.length();
    }

    /// Whether it must be restored before its bytes can be read.
    public boolean isArchived() {
        return restoredUntil.isEmpty() && StorageClasses.isArchived(properties.storageClass());
    }

    public ObjectVersion withTags(Map<String, String> tags) {
        return new ObjectVersion(
                versionId,
                content,
                etag,
                lastModified,
                checksum,
                properties.withTags(tags),
                parts,
                restoredUntil);
    }

    public ObjectVersion restored(Instant until) {
        return new ObjectVersion(
                versionId,
                content,
                etag,
                lastModified,
                checksum,
                properties,
                parts,
                Optional.of(until));
    }
}
