package s3migrate.sandbox.s3.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Checksum;

/// A checksum in the making. One thread at a time.
public interface ByteDigest {
    void update(byte[] bytes, int offset, int length);

    /// The value in network byte order; ends the digest.
    byte[] value();

    default String base64() {
        return Base64.getEncoder().encodeToString(value());
    }

    static ByteDigest md5() {
        return message("MD5");
    }

    static ByteDigest message(String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return new ByteDigest() {
                @Override
                public void update(byte[] bytes, int offset, int length) {
                    digest.update(bytes, offset, length);
                }

                @Override
                public byte[] value() {
                    return digest.digest();
                }
            };
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm, impossible);
        }
    }

    /// Of a CRC that is `bytes` bytes wide.
    static ByteDigest crc(Checksum crc, int bytes) {
        return new ByteDigest() {
            @Override
            public void update(byte[] input, int offset, int length) {
                crc.update(input, offset, length);
            }

            @Override
            public byte[] value() {
                byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
                return Arrays.copyOfRange(eight, Long.BYTES - bytes, Long.BYTES);
            }
        };
    }
}
