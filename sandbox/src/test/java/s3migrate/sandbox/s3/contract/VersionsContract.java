package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Versions and delete markers.
abstract class VersionsContract extends S3Contract {

    @Test
    void saysWhetherItKeepsVersions() {
        assertThat(status()).isNull();
        setVersioning(BucketVersioningStatus.ENABLED);
        assertThat(status()).isEqualTo(BucketVersioningStatus.ENABLED);
        setVersioning(BucketVersioningStatus.SUSPENDED);
        assertThat(status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    @Test
    void namesNoVersionWhereNoneAreKept() {
        assertThat(put("k", "one").versionId()).isNull();
        assertThat(head("k").versionId()).isNull();
    }

    @Test
    void readsEveryVersionById() {
        setVersioning(BucketVersioningStatus.ENABLED);
        String one = put("k", "one").versionId();
        String two = put("k", "two").versionId();

        assertThat(get("k", one)).isEqualTo("one");
        assertThat(get("k", two)).isEqualTo("two");
        assertThat(head("k").versionId()).isEqualTo(two);
    }

    @Test
    void hidesAKeyBehindADeleteMarker() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("marked", "hidden");

        assertThat(mark("marked")).isNotNull();

        assertThatThrownBy(() -> get("marked"))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e ->
                                assertThat(
                                                e.awsErrorDetails()
                                                        .sdkHttpResponse()
                                                        .firstMatchingHeader("x-amz-delete-marker"))
                                        .contains("true"));
        assertThat(s3().listObjectsV2(r -> r.bucket(bucket())).contents()).isEmpty();
    }

    @Test
    void readsNoDeleteMarker() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("marked", "hidden");
        String marker = mark("marked");

        refused(405, "MethodNotAllowed", () -> get("marked", marker));
    }

    @Test
    void showsTheObjectAgainOnceTheDeleteMarkerIsDeleted() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("marked", "back again");
        String marker = mark("marked");

        delete("marked", marker);

        assertThat(get("marked")).isEqualTo("back again");
    }

    @Test
    void bringsBackTheFormerVersionWhenTheLatestIsDeleted() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("former", "one");
        String two = put("former", "two").versionId();

        delete("former", two);

        assertThat(get("former")).isEqualTo("one");
        refused(404, "NoSuchVersion", () -> get("former", two));
    }

    @Test
    void keepsTheObjectFromBeforeVersioningAsTheNullVersion() {
        put("k", "one");
        setVersioning(BucketVersioningStatus.ENABLED);
        put("k", "two");

        assertThat(get("k", "null")).isEqualTo("one");
        assertThat(get("k")).isEqualTo("two");
    }

    @Test
    void overwritesTheNullVersionWhileSuspended() {
        setVersioning(BucketVersioningStatus.ENABLED);
        String kept = put("k", "kept").versionId();
        setVersioning(BucketVersioningStatus.SUSPENDED);
        put("k", "one");
        put("k", "two");

        assertThat(get("k", "null")).isEqualTo("two");
        assertThat(get("k", kept)).isEqualTo("kept");
        assertThat(head("k").versionId()).isEqualTo("null");
    }

    private BucketVersioningStatus status() {
        return s3().getBucketVersioning(r -> r.bucket(bucket())).status();
    }

    private String mark(String key) {
        var deletion = s3().deleteObject(r -> r.bucket(bucket()).key(key));
        assertThat(deletion.deleteMarker()).isTrue();
        return deletion.versionId();
    }

    private void delete(String key, String versionId) {
        s3().deleteObject(r -> r.bucket(bucket()).key(key).versionId(versionId));
    }

    private String get(String key, String versionId) {
        return s3().getObjectAsBytes(r -> r.bucket(bucket()).key(key).versionId(versionId))
                .asUtf8String();
    }
}
