package s3migrate.store.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;

/// Checksums and ETags over bytes in memory, computed as S3 does.
public final class Checksums {

    private Checksums() {}

    /// The value over the whole object.
    public static Checksum of(ChecksumAlgorithm algorithm, byte[] bytes) {
        var value =
                switch (algorithm) {
                    case CRC32 -> fourBytes(new CRC32(), bytes);
                    case CRC32C -> fourBytes(new CRC32C(), bytes);
                    case CRC64NVME -> eightBytes(new Crc64Nvme(), bytes);
                    case SHA1 -> digest("SHA-1", bytes);
                    case SHA256 -> digest("SHA-256", bytes);
                };
        return Checksum.ofWhole(algorithm, Base64.getEncoder().encodeToString(value));
    }

    /// The ETag of a single PUT without key encryption.
    public static ETag etag(byte[] bytes) {
        return new ETag(HexFormat.of().formatHex(digest("MD5", bytes)));
    }

    /// The ETag of an object in parts.
    static ETag etagOfParts(Iterable<byte[]> parts) {
        var md5s = new ByteArrayOutputStream();
        int count = 0;
        for (byte[] part : parts) {
            md5s.writeBytes(digest("MD5", part));
            count++;
        }
        return new ETag(HexFormat.of().formatHex(digest("MD5", md5s.toByteArray())) + "-" + count);
    }

    private static byte[] fourBytes(java.util.zip.Checksum crc, byte[] bytes) {
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] eightBytes(java.util.zip.Checksum crc, byte[] bytes) {
        crc.update(bytes);
        return ByteBuffer.allocate(8).putLong(crc.getValue()).array();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
