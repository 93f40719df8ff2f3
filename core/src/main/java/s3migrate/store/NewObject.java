package s3migrate.store;

import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectMetadata;

/// What goes with the bytes of a new object. Without a storage class the bucket's default stands.
public record NewObject(
        ObjectMetadata metadata, Optional<String> storageClass, Map<String, String> tags) {

    public NewObject {
        tags = Map.copyOf(tags);
    }
}
