package s3migrate.object;

/// The checksums S3 keeps, by S3's own names.
public enum ChecksumAlgorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    /// Whether an upload in parts can have one value over the whole object (S3 user guide: CRCs
    /// only).
    public boolean combinesOverParts() {
        return switch (this) {
            case CRC32, CRC32C, CRC64NVME -> true;
            case SHA1, SHA256 -> false;
        };
    }
}
