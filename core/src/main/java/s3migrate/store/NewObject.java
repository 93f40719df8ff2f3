package s3migrate.store;

import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectMetadata;
import s3migrate.route.Protection;

/// What goes with the bytes of a new object. Without a storage class the bucket's default stands.
public record NewObject(
        ObjectMetadata metadata,
        Optional<String> storageClass,
        Map<String, String> tags,
        Protection protection) {

    public NewObject {
        tags = Map.copyOf(tags);
    }

    /// As its bucket protects it.
    public NewObject(
            ObjectMetadata metadata, Optional<String> storageClass, Map<String, String> tags) {
        this(metadata, storageClass, tags, Protection.NONE);
    }
}
