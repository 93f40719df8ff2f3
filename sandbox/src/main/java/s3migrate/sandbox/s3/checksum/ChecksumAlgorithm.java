package s3migrate.sandbox.s3.checksum;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// The checksum algorithms of S3.
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32);

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    public static Optional<ChecksumAlgorithm> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(one -> one.name().equals(wanted)).findFirst();
    }

    /// Lower-case, as S3 writes it in messages and headers.
    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The header that carries a value, such as `x-amz-checksum-crc32c`.
    public String header() {
        return "x-amz-checksum-" + lowerName();
    }

    /// The XML element that carries a value, such as `ChecksumCRC32C`.
    public String element() {
        return "Checksum" + name();
    }

    /// Width of the value.
    public int bytes() {
        return bytes;
    }

    public boolean isCrc() {
        return switch (this) {
            case CRC32, CRC32C, CRC64NVME -> true;
            case SHA1, SHA256 -> false;
        };
    }

    /// What S3 makes of an upload that names the algorithm but no type.
    public ChecksumType defaultType() {
        return this == CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }

    public ByteDigest digest() {
        return switch (this) {
            case CRC32 -> ByteDigest.crc(new CRC32(), bytes);
            case CRC32C -> ByteDigest.crc(new CRC32C(), bytes);
            case CRC64NVME -> ByteDigest.crc(new Crc64Nvme(), bytes);
            case SHA1 -> ByteDigest.message("SHA-1");
            case SHA256 -> ByteDigest.message("SHA-256");
        };
    }

    CrcPolynomial polynomial() {
        return switch (this) {
            case CRC32 -> new CrcPolynomial(32, 0xEDB88320L);
            case CRC32C -> new CrcPolynomial(32, 0x82F63B78L);
            case CRC64NVME -> Crc64Nvme.POLYNOMIAL;
            case SHA1, SHA256 ->
                    throw new IllegalArgumentException(name() + " of parts cannot be combined");
        };
    }
}
