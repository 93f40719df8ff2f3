package s3migrate.store.s3;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.NewObject;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// What goes with a new object as headers, the same for PUT and for the beginning of an upload, and
/// the mirror of `AnswerHeaders`: what was read is sent byte for byte.
final class NewObjectHeaders {

    private NewObjectHeaders() {}

    static Map<String, String> of(NewObject what) {
        var headers = new LinkedHashMap<String, String>();
        ObjectMetadata metadata = what.metadata();
        add(headers, "Content-Type", metadata.contentType());
        add(headers, "Content-Encoding", metadata.contentEncoding());
        add(headers, "Content-Language", metadata.contentLanguage());
        add(headers, "Content-Disposition", metadata.contentDisposition());
        add(headers, "Cache-Control", metadata.cacheControl());
        add(headers, "Expires", metadata.expires());
        add(headers, "x-amz-website-redirect-location", metadata.websiteRedirect());
        add(headers, "x-amz-storage-class", what.storageClass());
        if (!what.tags().isEmpty()) {
            headers.put("x-amz-tagging", query(what.tags()));
        }
        metadata.user().forEach((name, value) -> headers.put(AnswerHeaders.USER + name, value));
        return headers;
    }

    private static void add(Map<String, String> headers, String name, Optional<String> value) {
        value.ifPresent(v -> headers.put(name, v));
    }

    private static String query(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        SdkHttpUtils.urlEncode(tag.getKey())
                                + "="
                                + SdkHttpUtils.urlEncode(tag.getValue()))
                .collect(joining("&"));
    }
}
