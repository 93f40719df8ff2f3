package s3migrate.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// The encoding of keys in S3's own notifications: '+' is a space, %XX a byte of UTF-8. Strict,
/// where `java.net.URLDecoder` puts U+FFFD for bytes that are no UTF-8: another key.
final class UrlDecoding {

    private UrlDecoding() {}

    /// Empty if `text` is not the encoding of any key.
    static Optional<String> decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        byte[] encoded = text.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                int value = i + 2 < encoded.length ? hex(encoded[i + 1], encoded[i + 2]) : -1;
                if (value < 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static int hex(byte high, byte low) {
        int a = Character.digit(high, 16);
        int b = Character.digit(low, 16);
        return a < 0 || b < 0 ? -1 : a * 16 + b;
    }
}
