package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.PercentEncoding;
import s3migrate.sandbox.s3.wire.XmlElement;

/// Object tags from a header or from XML, within S3's limits: 10 tags, keys of 128 and values of
/// 256 characters, which are letters, digits, spaces and `+ - = . _ : / @`.
final class Tags {
    private static final int MAX_TAGS = 10;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    static Map<String, String> ofHeader(String header) {
        Map<String, String> tags = new TreeMap<>();
        for (String pair : header.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (tags.put(
                            PercentEncoding.decodeParameter(key),
                            PercentEncoding.decodeParameter(value))
                    != null) {
                throw S3Errors.invalidArgument(
                        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without"
                                + " tag name duplicates.",
                        "x-amz-tagging",
                        header);
            }
        }
        return checked(tags);
    }

    static Map<String, String> ofXml(XmlElement tagging) {
        Map<String, String> tags = new TreeMap<>();
        for (XmlElement set : tagging.all("TagSet").toList()) {
            for (XmlElement tag : set.all("Tag").toList()) {
                if (tags.put(tag.get("Key"), tag.get("Value")) != null) {
                    throw new S3Error(
                                    400,
                                    "InvalidTag",
                                    "Cannot provide multiple Tags with the same key")
                            .with("TagKey", tag.get("Key"));
                }
            }
        }
        return checked(tags);
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new S3Error(400, "BadRequest", "Object tags cannot be greater than " + MAX_TAGS);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MAX_KEY || !legal(key)) {
                throw new S3Error(400, "InvalidTag", "The TagKey you have provided is invalid")
                        .with("TagKey", key);
            }
            if (value.length() > MAX_VALUE || !legal(value)) {
                throw new S3Error(400, "InvalidTag", "The TagValue you have provided is invalid")
                        .with("TagKey", key)
                        .with("TagValue", value);
            }
        });
        return tags;
    }

    private static boolean legal(String text) {
        return LEGAL.matcher(text).matches();
    }
}
