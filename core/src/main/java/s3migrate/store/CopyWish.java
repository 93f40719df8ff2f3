package s3migrate.store;

import java.util.Optional;
import s3migrate.object.ObjectMetadata;
import s3migrate.route.Protection;

/// How a copy within the store is to be described.
///
/// @param metadata in place of the source's, if it is not to go along as it is
/// @param tags whether the source's go along
/// @param storageClass empty for the store's default, whatever the source's
public record CopyWish(
        Optional<ObjectMetadata> metadata,
        boolean tags,
        Optional<String> storageClass,
        Protection protection) {

    /// As the source is, in this class.
    public static CopyWish in(Optional<String> storageClass) {
        return new CopyWish(Optional.empty(), true, storageClass, Protection.NONE);
    }
}
