package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.TreeMap;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// What a copy is to be described by: metadata and tags come from the source unless a directive
/// says REPLACE; everything else is the request's or S3's default.
///
/// @param given what the request says, as if it were a plain write
record CopyProperties(Request request, ObjectProperties given) {
    private static final String REDIRECT = "x-amz-website-redirect-location";
    private static final String LOCK = "x-amz-object-lock-";

    static CopyProperties of(Request request, Bucket destination) {
        return new CopyProperties(request, PropertyHeaders.of(request, destination));
    }

    boolean replacesMetadata() {
        return replaces("x-amz-metadata-directive", "Unknown metadata directive.");
    }

    boolean replacesTags() {
        return replaces("x-amz-tagging-directive", "Unknown tagging directive.");
    }

    /// Whether a copy of an object to itself would change something, without which S3 refuses it.
    boolean changeSomething() {
        return replacesMetadata()
                || request.header("x-amz-storage-class").isPresent()
                || request.header(REDIRECT).isPresent()
                || EncryptionHeaders.present(request);
    }

    ObjectProperties from(ObjectVersion source) {
        ObjectProperties old = source.properties();
        ObjectProperties copy = given.withTags(replacesTags() ? given.tags() : old.tags());
        return replacesMetadata()
                ? copy
                : copy.withHeaders(headers(old)).withMetadata(old.metadata());
    }

    /// Redirect and locks belong to their object alone.
    private Map<String, String> headers(ObjectProperties old) {
        Map<String, String> headers = new TreeMap<>();
        old.headers()
                .forEach((name, value) -> {
                    if (!isOwn(name)) {
                        headers.put(name, value);
                    }
                });
        given.headers()
                .forEach((name, value) -> {
                    if (isOwn(name)) {
                        headers.put(name, value);
                    }
                });
        return headers;
    }

    private static boolean isOwn(String name) {
        return name.equals(REDIRECT) || name.startsWith(LOCK);
    }

    private boolean replaces(String header, String unknown) {
        String directive = request.header(header).orElse("COPY");
        return switch (directive) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default -> throw S3Errors.invalidArgument(unknown, header, directive);
        };
    }
}
