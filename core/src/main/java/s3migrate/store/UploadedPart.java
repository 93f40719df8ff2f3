package s3migrate.store;

import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;

/// A part as the store has it. `size` is in bytes.
public record UploadedPart(int number, ETag etag, long size, Optional<Checksum> checksum) {

    /// The code of a refusal: the store takes only parts that carry a checksum, as where objects
    /// may be locked, and those of this upload's algorithm carry none.
    public static final String CHECKSUM_NEEDED = "PartChecksumNeeded";
}
