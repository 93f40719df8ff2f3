package s3migrate.sandbox.s3.wire;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import s3migrate.sandbox.s3.error.S3Error;

/// The encodings of keys and parameters: that of requests, decoded exactly once and never
/// normalised, and that of listings and events.
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /// A path or a query parameter as sent; '+' stays itself. Refuses what is not UTF-8.
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(hexByte(encoded, at + 1));
                at += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw invalidUri();
        }
    }

    /// A query parameter, where '+' is a space.
    public static String decodeParameter(String encoded) {
        return decode(encoded.replace('+', ' '));
    }

    /// As signatures want it: everything but letters, digits and `-._~`, in upper-case hex; '/' by
    /// choice.
    public static String encode(String text, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0 || (keepSlash && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hexDigit(b >> 4)).append(hexDigit(b));
            }
        }
        return encoded.toString();
    }

    /// A key as S3 writes it in events and in listings with `encoding-type=url`: space is '+', '/'
    /// stays.
    public static String encodeKey(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xF, 16));
    }

    private static int hexByte(String text, int at) {
        int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw invalidUri();
        }
        return high << 4 | low;
    }

    private static S3Error invalidUri() {
        return new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
}
