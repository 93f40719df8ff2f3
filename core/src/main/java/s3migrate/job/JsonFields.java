package s3migrate.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.route.Faults;

/// The fields of one JSON object of a message. What is wrong is noted by its path and answered by a
/// placeholder; `build` makes values only while there are no faults. `null` counts as absent.
final class JsonFields {

    /// 10,000 parts of 5 GiB.
    static final long MAX_OBJECT_BYTES = Part.MAX_PARTS * 5L * (1L << 30);

    private static final String ACCEPTED_KEY =
            "a key of 1 to %,d bytes of UTF-8".formatted(ObjectLocation.MAX_KEY_BYTES);

    /// What a header can hold.
    private static final Pattern STORAGE_CLASS = Pattern.compile("\\p{Graph}{1,64}");

    private final JsonNode object;
    private final String path;
    private final Faults faults;

    JsonFields(JsonNode object, String path, Faults faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    List<String> names() {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }

    /// The fields of an object inside; none if it is absent or something else.
    JsonFields in(String name) {
        return new JsonFields(object.path(name), path + name + ".", faults);
    }

    List<JsonFields> list(String name) {
        var list = object.path(name);
        if (!list.isArray() || list.isEmpty()) {
            refuse(name, "a list of 1 or more objects");
        }
        var fields = new ArrayList<JsonFields>();
        for (int i = 0; i < list.size(); i++) {
            fields.add(new JsonFields(list.path(i), "%s%s[%d].".formatted(path, name, i), faults));
        }
        return fields;
    }

    Optional<String> text(String name, String accepted) {
        if (!has(name)) {
            return Optional.empty();
        }
        var value = object.path(name);
        if (!value.isTextual() || !Unicode.isWhole(value.textValue())) {
            refuse(name, accepted);
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    String neededText(String name, String accepted) {
        boolean empty = !has(name) || object.path(name).asText("x").isEmpty();
        if (empty) {
            refuse(name, accepted);
        }
        return empty ? "" : text(name, accepted).orElse("");
    }

    OptionalLong number(String name, long least, long most) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        var value = object.path(name);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < least || value.longValue() > most) {
            refuse(name, numbers(least, most));
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.longValue());
    }

    long neededNumber(String name, long least, long most) {
        var number = number(name, least, most);
        if (number.isEmpty() && !has(name)) {
            refuse(name, numbers(least, most));
        }
        return number.orElse(least);
    }

    /// Absent is false.
    boolean flag(String name) {
        if (has(name) && !object.path(name).isBoolean()) {
            refuse(name, "true or false");
        }
        return object.path(name).asBoolean(false);
    }

    OptionalLong size(String name) {
        return number(name, 0, MAX_OBJECT_BYTES);
    }

    Optional<Instant> time(String name) {
        String accepted = "a time such as 2026-01-31T23:59:59Z";
        return text(name, accepted)
                .flatMap(text -> {
                    try {
                        return Optional.of(Instant.parse(text));
                    } catch (DateTimeException notATime) {
                        refuse(name, accepted);
                        return Optional.empty();
                    }
                });
    }

    /// A version id; S3's "null" and an empty one name no version of their own.
    Optional<String> versionId(String name) {
        return text(name, "a version id")
                .filter(version -> !version.isEmpty() && !version.equals("null"));
    }

    Optional<ETag> etag(String name) {
        var text = text(name, "an ETag").filter(value -> !value.isEmpty());
        if (text.filter(value -> value.indexOf('"') >= 0).isPresent()) {
            refuse(name, "an ETag without quotes");
            return Optional.empty();
        }
        return text.map(ETag::new);
    }

    /// One of S3's, or of another store.
    Optional<String> storageClass(String name) {
        String accepted = "a storage class such as STANDARD_IA";
        var text = text(name, accepted);
        if (text.filter(value -> !STORAGE_CLASS.matcher(value).matches()).isPresent()) {
            refuse(name, accepted);
            return Optional.empty();
        }
        return text;
    }

    Optional<ETag> neededEtag(String name) {
        return neededText(name, "an ETag").isEmpty() ? Optional.empty() : etag(name);
    }

    String bucket(String name) {
        String accepted = "the name of a bucket";
        String bucket = neededText(name, accepted);
        if (bucket.indexOf('/') >= 0) {
            refuse(name, accepted);
        }
        return bucket;
    }

    String key(String name) {
        return checkedKey(name, neededText(name, ACCEPTED_KEY));
    }

    /// A key as S3's own notifications have it.
    String urlEncodedKey(String name) {
        String accepted =
                "a URL-encoded key of 1 to %,d bytes of UTF-8"
                        .formatted(ObjectLocation.MAX_KEY_BYTES);
        String text = neededText(name, accepted);
        var key = UrlDecoding.decode(text);
        if (key.isEmpty()) {
            refuse(name, accepted);
        }
        return checkedKey(name, key.orElse(""));
    }

    /// A value of what was read; empty if there were faults, or if `value` refuses what it is
    /// given.
    <T> Optional<T> build(Supplier<T> value) {
        if (!faults.none()) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException refused) {
            faults.add(path + String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    void refuse(String name, String accepted) {
        if (has(name)) {
            var value = object.path(name);
            faults.refuse(
                    path + name,
                    value.isTextual() ? value.textValue() : value.toString(),
                    accepted);
        } else {
            faults.missing(path + name, accepted);
        }
    }

    private String checkedKey(String name, String key) {
        if (key.getBytes(UTF_8).length > ObjectLocation.MAX_KEY_BYTES) {
            refuse(name, ACCEPTED_KEY);
        }
        return key;
    }

    private static String numbers(long least, long most) {
        return least == most
                ? Long.toString(least)
                : "a whole number from %,d to %,d".formatted(least, most);
    }
}
