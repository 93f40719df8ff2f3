package s3migrate.store;

import java.time.Instant;
import s3migrate.object.ObjectLocation;

/// A row of ListMultipartUploads. `initiator` is the store's name for who began it; empty where the
/// store does not say.
public record OpenUpload(
        ObjectLocation destination, String id, String initiator, Instant initiated) {}
