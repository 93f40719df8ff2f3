package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// CopyObject: what goes with the bytes, and from which source.
abstract class CopiesContract extends UploadsContract {

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a//b", "/slash", "a b+c%2B?versionId=x&y=\"ü😀", "./a/../b", "a/"})
    void copiesTheObjectUnderItsKey(String key) {
        String etag = put(key, "bytes of it").eTag();

        CopyObjectResponse copied = copy(key, "copies/" + key);

        assertThat(copied.copyObjectResult().eTag()).isEqualTo(etag);
        assertThat(copied.copyObjectResult().lastModified()).isNotNull();
        assertThat(get("copies/" + key)).isEqualTo("bytes of it");
    }

    @Test
    void keepsMetadataAndTags() {
        putDescribed("described");

        copy("described", "copy", r -> r.metadata(Map.of("b", "2")).tagging("u=2"));

        HeadObjectResponse head = head("copy");
        assertThat(head.metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(tags("copy")).containsExactly(tag("t", "1"));
    }

    @Test
    void doesNotKeepTheStorageClass() {
        s3().putObject(
                        r -> r.bucket(bucket()).key("k").storageClass(StorageClass.STANDARD_IA),
                        RequestBody.fromString("x"));

        copy("k", "copy");

        assertThat(head("copy").storageClass()).isNull();
    }

    @Test
    void replacesMetadata() {
        putDescribed("replaced");

        copy(
                "replaced",
                "copy",
                r -> r.metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("b", "2")));

        HeadObjectResponse head = head("copy");
        assertThat(head.metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(head.contentType()).isEqualTo("binary/octet-stream");
        assertThat(head.cacheControl()).isNull();
        assertThat(tags("copy")).containsExactly(tag("t", "1"));
    }

    @Test
    void replacesTags() {
        putDescribed("replaced");

        copy("replaced", "copy", r -> r.taggingDirective(TaggingDirective.REPLACE).tagging("u=2"));

        assertThat(tags("copy")).containsExactly(tag("u", "2"));
        assertThat(head("copy").metadata()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void refusesDirectivesItDoesNotKnow() {
        put("k", "x");

        refused(400, "InvalidArgument", () -> copy("k", "c", r -> r.metadataDirective("MERGE")));
        refused(400, "InvalidArgument", () -> copy("k", "c", r -> r.taggingDirective("MERGE")));
    }

    @Test
    void makesOnePieceOfAMultipartSource() {
        String id = begin("in-parts");
        byte[] first = bytes(1, server().minimumPartBytes());
        complete(
                "in-parts",
                id,
                List.of(upload("in-parts", id, 1, first), upload("in-parts", id, 2, bytes(2, 5))));

        CopyObjectResponse copied = copy("in-parts", "copy");

        assertThat(copied.copyObjectResult().eTag()).doesNotContain("-");
        assertThat(head("copy").contentLength()).isEqualTo(first.length + 5);
    }

    @Test
    void copiesTheVersionNamed() {
        setVersioning(BucketVersioningStatus.ENABLED);
        String one = put("v", "one").versionId();
        put("v", "two");

        CopyObjectResponse copied = copy("v", "v", r -> r.sourceVersionId(one));

        assertThat(copied.copySourceVersionId()).isEqualTo(one);
        assertThat(copied.versionId()).isNotNull().isNotEqualTo(one);
        assertThat(get("v")).isEqualTo("one");
    }

    @Test
    void refusesADeleteMarkerAsSource() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("gone", "x");
        String marker = s3().deleteObject(r -> r.bucket(bucket()).key("gone")).versionId();

        refused(404, "NoSuchKey", () -> copy("gone", "copy"));
        refused(400, "InvalidRequest", () -> copy("gone", "copy", r -> r.sourceVersionId(marker)));
    }

    @Test
    void refusesASourceThatIsAbsent() {
        refused(404, "NoSuchKey", () -> copy("nothing", "copy"));
        String absent = bucket() + "-not";
        refused(404, "NoSuchBucket", () -> copy("nothing", "copy", r -> r.sourceBucket(absent)));
    }

    @Test
    void refusesToCopyAnObjectToItselfWithoutChange() {
        put("self", "x");

        refused(400, "InvalidRequest", () -> copy("self", "self"));
        copy(
                "self",
                "self",
                r -> r.metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("new", "yes")));
        assertThat(head("self").metadata()).containsEntry("new", "yes");
    }

    @Test
    void outlivesItsSource() {
        put("short-lived", "still here");
        copy("short-lived", "copy");
        put("short-lived", "other");
        delete("short-lived");

        assertThat(get("copy")).isEqualTo("still here");
    }

    final CopyObjectResponse copy(String from, String to) {
        return copy(from, to, _ -> {});
    }

    final CopyObjectResponse copy(
            String from, String to, Consumer<CopyObjectRequest.Builder> more) {
        return s3().copyObject(r ->
                more.accept(
                        r.sourceBucket(bucket())
                                .sourceKey(from)
                                .destinationBucket(bucket())
                                .destinationKey(to)));
    }

    private void putDescribed(String key) {
        s3().putObject(
                        r ->
                                r.bucket(bucket())
                                        .key(key)
                                        .metadata(Map.of("a", "1"))
                                        .contentType("text/plain")
                                        .cacheControl("no-store")
                                        .tagging("t=1"),
                        RequestBody.fromString("described"));
    }

    private List<Tag> tags(String key) {
        return s3().getObjectTagging(r -> r.bucket(bucket()).key(key)).tagSet();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
