package s3migrate.sandbox.s3.checksum;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/// A checksum as S3 stores and shows it: base64, with `-N` after it where it is composed of those
/// of N parts.
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {

    /// The checksum of one part, or of a piece of an object that is to be combined.
    public record Piece(String base64, long bytes) {}

    public static Checksum fullObject(ChecksumAlgorithm algorithm, String base64) {
        return new Checksum(algorithm, ChecksumType.FULL_OBJECT, base64);
    }

    /// The checksum of the object that consists of `pieces`.
    public static Checksum of(ChecksumAlgorithm algorithm, ChecksumType type, List<Piece> pieces) {
        return switch (type) {
            case COMPOSITE -> new Checksum(algorithm, type, composite(algorithm, pieces));
            case FULL_OBJECT -> new Checksum(algorithm, type, combined(algorithm, pieces));
        };
    }

    private static String composite(ChecksumAlgorithm algorithm, List<Piece> pieces) {
        ByteDigest digest = algorithm.digest();
        for (Piece piece : pieces) {
            byte[] value = Base64.getDecoder().decode(piece.base64());
            digest.update(value, 0, value.length);
        }
        return digest.base64() + "-" + pieces.size();
    }

    private static String combined(ChecksumAlgorithm algorithm, List<Piece> pieces) {
        CrcPolynomial polynomial = algorithm.polynomial();
        long crc = 0;
        for (Piece piece : pieces) {
            long next = number(Base64.getDecoder().decode(piece.base64()));
            crc = polynomial.combine(crc, next, piece.bytes());
        }
        return base64(algorithm, crc);
    }

    static String base64(ChecksumAlgorithm algorithm, long crc) {
        byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
        byte[] value = new byte[algorithm.bytes()];
        System.arraycopy(eight, Long.BYTES - value.length, value, 0, value.length);
        return Base64.getEncoder().encodeToString(value);
    }

    static long number(byte[] value) {
        long number = 0;
        for (byte b : value) {
            number = number << 8 | (b & 0xFF);
        }
        return number;
    }
}
