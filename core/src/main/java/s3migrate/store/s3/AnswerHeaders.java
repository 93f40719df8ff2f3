package s3migrate.store.s3;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The headers of an answer about one object. Read as they came over the wire, because HEAD, GET
/// and PUT share them but their response types share nothing, and because the SDK parses Expires,
/// which is to travel as it is.
record AnswerHeaders(Map<String, String> values) {

    static final String CHECKSUM = "x-amz-checksum-";
    static final String USER = "x-amz-meta-";
    private static final String RESTORED = "ongoing-request=\"false\"";

    static AnswerHeaders of(SdkResponse answer) {
        var values = new HashMap<String, String>();
        answer.sdkHttpResponse()
                .forEachHeader((name, all) ->
                        values.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
        return new AnswerHeaders(values);
    }

    StoredObject storedObject(ObjectLocation location) {
        return new StoredObject(
                location,
                etag(),
                find("x-amz-version-id"),
                size(),
                required("last-modified", text -> Instant.from(RFC_1123_DATE_TIME.parse(text))),
                find("x-amz-storage-class").orElse(StoredObject.STANDARD),
                metadata(),
                checksum(),
                keyEncrypted(),
                find("x-amz-tagging-count", Integer::valueOf).orElse(0),
                isRestored());
    }

    /// While a restore goes on, nothing can be read yet.
    private boolean isRestored() {
        return find("x-amz-restore").filter(text -> text.contains(RESTORED)).isPresent();
    }

    WriteAnswer.Written written() {
        return new WriteAnswer.Written(etag(), find("x-amz-version-id"), checksum());
    }

    /// Of a copy within S3, whose body has the rest.
    WriteAnswer.Copied copied() {
        return new WriteAnswer.Copied(find("x-amz-copy-source-version-id"), keyEncrypted());
    }

    ETag etag() {
        return required("etag", ETag::of);
    }

    /// The bytes that come with this answer.
    long contentLength() {
        return required("content-length", Long::valueOf);
    }

    /// The first checksum of an algorithm we know; without a type it covers the whole object. With
    /// a range comes none, or that of a part.
    Optional<Checksum> checksum() {
        if (values.containsKey("content-range")) {
            return Optional.empty();
        }
        return switch (find(CHECKSUM + "type").orElse("FULL_OBJECT")) {
            case "FULL_OBJECT" -> checksum(Checksum.Coverage.FULL_OBJECT);
            case "COMPOSITE" -> checksum(Checksum.Coverage.COMPOSITE);
            default -> Optional.empty();
        };
    }

    private Optional<Checksum> checksum(Checksum.Coverage coverage) {
        return Stream.of(ChecksumAlgorithm.values())
                .flatMap(algorithm ->
                        find(header(algorithm))
                                .map(value -> new Checksum(algorithm, coverage, value))
                                .stream())
                .findFirst();
    }

    /// The header that carries a checksum of this algorithm.
    static String header(ChecksumAlgorithm algorithm) {
        return CHECKSUM + algorithm.name().toLowerCase(Locale.ROOT);
    }

    /// Of the whole object, also where only a range of it comes.
    private long size() {
        return find(
                        "content-range",
                        range -> Long.valueOf(range.substring(range.lastIndexOf('/') + 1)))
                .orElseGet(this::contentLength);
    }

    private boolean keyEncrypted() {
        return find("x-amz-server-side-encryption").filter(s -> s.startsWith("aws:kms")).isPresent()
                || values.containsKey("x-amz-server-side-encryption-customer-algorithm");
    }

    private ObjectMetadata metadata() {
        var user = new HashMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(USER)) {
                user.put(name.substring(USER.length()), value);
            }
        });
        return new ObjectMetadata(
                find("content-type"),
                find("content-encoding"),
                find("content-language"),
                find("content-disposition"),
                find("cache-control"),
                find("expires"),
                find("x-amz-website-redirect-location"),
                user,
                find("x-amz-missing-meta", Integer::valueOf).orElse(0));
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private <T> T required(String name, Function<String, T> parser) {
        return find(name, parser)
                .orElseThrow(() -> SdkClientException.create("the answer has no header " + name));
    }

    private <T> Optional<T> find(String name, Function<String, T> parser) {
        try {
            return find(name).map(parser);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw SdkClientException.create(
                    "the answer's header %s cannot be read: %s".formatted(name, values.get(name)),
                    e);
        }
    }
}
