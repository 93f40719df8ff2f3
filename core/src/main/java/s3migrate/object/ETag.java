package s3migrate.object;

import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// An entity tag as S3 gives it, without quotes. It names a content, not a moment: the same bytes
/// written again may have the same tag.
public record ETag(String value) {

    /// Stands where no version was seen; no store gives it.
    public static final ETag UNSEEN = new ETag("unseen");

    private static final Pattern PARTS = Pattern.compile("[1-9][0-9]{0,4}");

    public ETag {
        if (value.isEmpty() || value.indexOf('"') >= 0) {
            throw new IllegalArgumentException(
                    "ETag <%s>: accepted is a value without quotes".formatted(value));
        }
    }

    /// Reads a header or listing value, quoted or not.
    public static ETag of(String text) {
        int length = text.length();
        boolean quoted = length > 2 && text.charAt(0) == '"' && text.charAt(length - 1) == '"';
        return new ETag(quoted ? text.substring(1, length - 1) : text);
    }

    /// Whether the value has the form of the MD5 of the whole content: 32 hex digits and no part
    /// count. Under SSE-KMS and SSE-C it has that form too, without being the MD5.
    public boolean looksLikeMd5() {
        boolean hex = value.length() == 32;
        for (int i = 0; hex && i < value.length(); i++) {
            hex = HexFormat.isHexDigit(value.charAt(i));
        }
        return hex;
    }

    /// Of how many parts the object was made, where the value says so: an MD5 over those of the
    /// parts, `-` and their number.
    public OptionalInt parts() {
        int dash = value.indexOf('-');
        boolean says =
                dash > 0
                        && new ETag(value.substring(0, dash)).looksLikeMd5()
                        && PARTS.matcher(value.substring(dash + 1)).matches();
        return says
                ? OptionalInt.of(Integer.parseInt(value.substring(dash + 1)))
                : OptionalInt.empty();
    }

    /// As If-Match wants it.
    public String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
