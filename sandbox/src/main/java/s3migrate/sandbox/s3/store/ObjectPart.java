package s3migrate.sandbox.s3.store;

import java.util.Optional;

/// A part of an object that was uploaded in parts.
///
/// @param first offset of its first byte in the object
/// @param checksum base64, where S3 shows those of parts: in objects with a composite checksum
public record ObjectPart(int number, long first, long bytes, Optional<String> checksum) {}
