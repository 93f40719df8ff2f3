package s3migrate.store.s3;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectLock;
import s3migrate.object.ObjectMetadata;
import s3migrate.route.CannedAcl;
import s3migrate.route.Protection;
import s3migrate.route.StoreProfile;
import s3migrate.store.NewObject;
import s3migrate.store.StoreException;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// What goes with a new object as headers, the same for PUT and for the beginning of an upload, and
/// the mirror of `AnswerHeaders`: what was read is sent byte for byte.
///
/// S3 itself answers user metadata in ASCII (RFC 2047). Another store's, or a Content-Disposition
/// in raw UTF-8, is refused here: the SDK sends other bytes than it signs, so that S3 would blame
/// our credentials.
final class NewObjectHeaders {

    private static final String ENCRYPTION = "x-amz-server-side-encryption";

    private static final String LOCK = "x-amz-object-lock";

    private NewObjectHeaders() {}

    static Map<String, String> of(NewObject what, StoreProfile profile, S3Call call) {
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
        headers.putAll(of(what.protection()));
        if (!what.tags().isEmpty()) {
            refuseUnless(profile, call);
            headers.put("x-amz-tagging", query(what.tags()));
        }
        metadata.user().forEach((name, value) -> headers.put(AnswerHeaders.USER + name, value));
        headers.forEach((name, value) -> refuseUnlessAscii(name, value, call));
        return headers;
    }

    /// What is asked for besides what the source has.
    static Map<String, String> of(Protection protection) {
        var headers = new LinkedHashMap<String, String>();
        protection
                .encryption()
                .ifPresent(encryption -> {
                    headers.put(ENCRYPTION, encryption.algorithm().text());
                    add(headers, ENCRYPTION + "-aws-kms-key-id", encryption.keyId());
                    if (encryption.bucketKey()) {
                        headers.put(ENCRYPTION + "-bucket-key-enabled", "true");
                    }
                });
        add(headers, "x-amz-acl", protection.acl().map(CannedAcl::text));
        var retention = protection.lock().retention();
        add(headers, LOCK + "-mode", retention.map(ObjectLock.Retention::mode));
        add(headers, LOCK + "-retain-until-date", retention.map(r -> r.until().toString()));
        if (protection.lock().legalHold()) {
            headers.put(LOCK + "-legal-hold", "ON");
        }
        return headers;
    }

    private static void refuseUnless(StoreProfile profile, S3Call call) {
        if (!profile.can(StoreProfile.Feature.TAGS)) {
            throw new StoreException.ObjectRefused(
                    "TagsNotKept",
                    "%s: the object has tags, and the profile of the store (%s) has none (TagsNotKept)"
                            .formatted(call, profile));
        }
    }

    private static void refuseUnlessAscii(String name, String value, S3Call call) {
        if (!value.chars().allMatch(c -> c < 0x80)) {
            throw new StoreException.ObjectRefused(
                    "HeaderNotAscii",
                    "%s: the value of %s is not ASCII: %s (HeaderNotAscii)"
                            .formatted(call, name, value));
        }
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
