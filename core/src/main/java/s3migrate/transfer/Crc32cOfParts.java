package s3migrate.transfer;

import java.nio.ByteBuffer;
import java.util.Base64;

/// The CRC-32C of a whole from the CRC-32Cs of its parts, without their bytes.
///
/// Appending n bytes multiplies the CRC so far by x^(8n) modulo the Castagnoli polynomial;
/// multiplication is carry-less, in the reflected bit order that CRC-32C uses.
final class Crc32cOfParts {

    /// The Castagnoli polynomial, reflected (RFC 3720, appendix B.4).
    private static final int POLYNOMIAL = 0x82F63B78;

    /// x^0 in reflected order.
    private static final int ONE = 0x80000000;

    /// x^8 in reflected order: one byte.
    private static final int BYTE = 0x00800000;

    private int crc;

    /// Appends a part of `bytes` bytes whose CRC-32C is `partCrc`.
    void append(int partCrc, long bytes) {
        crc = multiply(crc, power(bytes)) ^ partCrc;
    }

    /// The CRC-32C of everything appended, as S3 writes it.
    String base64() {
        return base64(crc);
    }

    /// A CRC-32C as S3 writes it: base64 of four bytes, big-endian.
    static String base64(int crc) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc).array());
    }

    /// The CRC-32C S3 wrote.
    static int fromBase64(String value) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(value)).getInt();
    }

    /// x^(8 · bytes).
    private static int power(long bytes) {
        int result = ONE;
        int square = BYTE;
        for (long left = bytes; left > 0; left >>>= 1) {
            if ((left & 1) == 1) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) != 0 ? POLYNOMIAL : 0);
        }
        return product;
    }
}
