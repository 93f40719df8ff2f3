package s3migrate.sandbox.s3.store;

import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;

/// How the checksum of an upload's object is made. Without a named algorithm S3 makes a CRC64NVME
/// of the whole by itself, but shows none per part and checks none at Complete.
public record UploadChecksum(Optional<ChecksumAlgorithm> named, ChecksumType type) {
    public static final UploadChecksum UNNAMED =
            new UploadChecksum(Optional.empty(), ChecksumType.FULL_OBJECT);

    public ChecksumAlgorithm algorithm() {
        return named.orElse(ChecksumAlgorithm.CRC64NVME);
    }

    /// Whether every part must bring its value; else S3 computes it.
    public boolean partsMustCarryIt() {
        return named.isPresent() && type == ChecksumType.COMPOSITE;
    }
}
