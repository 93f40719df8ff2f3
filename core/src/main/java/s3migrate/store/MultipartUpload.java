package s3migrate.store;

import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;

/// An upload in parts towards a key, and the algorithm it was created with: a checksum at its end
/// counts only with that one.
public record MultipartUpload(ObjectLocation destination, String id, ChecksumAlgorithm algorithm) {}
