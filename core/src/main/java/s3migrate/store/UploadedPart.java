package s3migrate.store;

import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;

/// A part as the store has it. `size` is in bytes.
public record UploadedPart(int number, ETag etag, long size, Optional<Checksum> checksum) {}
