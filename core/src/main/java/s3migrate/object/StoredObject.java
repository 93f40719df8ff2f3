package s3migrate.object;

import java.time.Instant;
import java.util.Optional;

/// What HEAD or GET answer about one version of an object. `size` is in bytes. `checksum` is empty
/// where the store has none or may not show it; `tagCount` is 0 where tags may not be read;
/// `restored` is whether it is archived but has a copy, for some days, that can be read.
public record StoredObject(
        ObjectLocation location,
        ETag etag,
        Optional<String> versionId,
        long size,
        Instant lastModified,
        String storageClass,
        ObjectMetadata metadata,
        Optional<Checksum> checksum,
        boolean keyEncrypted,
        int tagCount,
        boolean restored) {

    /// S3 leaves the header away for its default class.
    public static final String STANDARD = "STANDARD";

    public StoredObject {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "size %d of %s: accepted is 0 and above".formatted(size, location));
        }
    }

    /// One that nobody had to restore.
    public StoredObject(
            ObjectLocation location,
            ETag etag,
            Optional<String> versionId,
            long size,
            Instant lastModified,
            String storageClass,
            ObjectMetadata metadata,
            Optional<Checksum> checksum,
            boolean keyEncrypted,
            int tagCount) {
        this(
                location,
                etag,
                versionId,
                size,
                lastModified,
                storageClass,
                metadata,
                checksum,
                keyEncrypted,
                tagCount,
                false);
    }

    /// One of which only a row of a listing is known: what else it has is left out.
    public static StoredObject listed(
            ObjectLocation location, ETag etag, long size, String storageClass) {
        return new StoredObject(
                location,
                etag,
                Optional.empty(),
                size,
                Instant.EPOCH,
                storageClass,
                ObjectMetadata.NONE,
                Optional.empty(),
                false,
                0);
    }

    /// As a listing shows it.
    public ObjectSummary asListed() {
        return new ObjectSummary(
                location.key(), etag, Optional.empty(), size, lastModified, storageClass, restored);
    }

    /// The same with its version named.
    public StoredObject in(Optional<String> version) {
        return new StoredObject(
                location,
                etag,
                version,
                size,
                lastModified,
                storageClass,
                metadata,
                checksum,
                keyEncrypted,
                tagCount,
                restored);
    }

    /// The same with other headers.
    public StoredObject with(ObjectMetadata newMetadata) {
        return new StoredObject(
                location,
                etag,
                versionId,
                size,
                lastModified,
                storageClass,
                newMetadata,
                checksum,
                keyEncrypted,
                tagCount,
                restored);
    }

    /// This version as later reads must find it.
    public PinnedObject pinned() {
        return new PinnedObject(location, etag, versionId, size);
    }
}
