package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.Versioning;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

class VersionsIT {
    private static final String VERSIONED = "versioned";

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        fixture.server.createBucket(VERSIONED);
        fixture.server.setVersioning(VERSIONED, Versioning.ENABLED);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void readsEveryVersionById() {
        String one = put("k", "one");
        String two = put("k", "two");

        assertThat(get("k", one)).isEqualTo("one");
        assertThat(get("k", two)).isEqualTo("two");
        assertThat(
                        fixture.s3
                                .getObjectAsBytes(r -> r.bucket(VERSIONED).key("k"))
                                .response()
                                .versionId())
                .isEqualTo(two);
    }

    @Test
    void hidesAKeyBehindADeleteMarkerUntilThatIsDeleted() {
        put("marked", "back again");
        var deletion = fixture.s3.deleteObject(r -> r.bucket(VERSIONED).key("marked"));
        assertThat(deletion.deleteMarker()).isTrue();

        assertThatThrownBy(
                        () -> fixture.s3.getObjectAsBytes(r -> r.bucket(VERSIONED).key("marked")))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e ->
                                assertThat(
                                                e.awsErrorDetails()
                                                        .sdkHttpResponse()
                                                        .firstMatchingHeader("x-amz-delete-marker"))
                                        .contains("true"));
        assertThatThrownBy(() -> get("marked", deletion.versionId()))
                .satisfies(e -> assertError(e, 405, "MethodNotAllowed"));
        assertThat(fixture.server.keys(VERSIONED)).doesNotContain("marked");

        fixture.s3.deleteObject(
                r -> r.bucket(VERSIONED).key("marked").versionId(deletion.versionId()));
        assertThat(
                        fixture.s3
                                .getObjectAsBytes(r -> r.bucket(VERSIONED).key("marked"))
                                .asUtf8String())
                .isEqualTo("back again");
    }

    @Test
    void bringsBackTheFormerVersionWhenTheLatestIsDeleted() {
        put("former", "one");
        String two = put("former", "two");

        fixture.s3.deleteObject(r -> r.bucket(VERSIONED).key("former").versionId(two));

        assertThat(
                        fixture.s3
                                .getObjectAsBytes(r -> r.bucket(VERSIONED).key("former"))
                                .asUtf8String())
                .isEqualTo("one");
        assertThatThrownBy(() -> get("former", two))
                .satisfies(e -> assertError(e, 404, "NoSuchVersion"));
    }

    @Test
    void keepsTheObjectFromBeforeVersioningAsTheNullVersion() throws IOException {
        fixture.server.createBucket("later-versioned");
        fixture.server.put("later-versioned", "k", new byte[1]);
        assertThat(fixture.s3.headObject(r -> r.bucket("later-versioned").key("k")).versionId())
                .isNull();

        fixture.s3.putBucketVersioning(r ->
                r.bucket("later-versioned")
                        .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
        fixture.server.put("later-versioned", "k", new byte[2]);

        assertThat(
                        fixture.s3
                                .headObject(
                                        r -> r.bucket("later-versioned").key("k").versionId("null"))
                                .contentLength())
                .isEqualTo(1);
        fixture.server.setVersioning("later-versioned", Versioning.SUSPENDED);
        fixture.server.put("later-versioned", "k", new byte[3]);
        assertThat(
                        fixture.s3
                                .headObject(
                                        r -> r.bucket("later-versioned").key("k").versionId("null"))
                                .contentLength())
                .isEqualTo(3);
        assertThat(fixture.s3.getBucketVersioning(r -> r.bucket("later-versioned")).status())
                .isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    private static String put(String key, String text) {
        return fixture.s3
                .putObject(r -> r.bucket(VERSIONED).key(key), RequestBody.fromString(text))
                .versionId();
    }

    private static String get(String key, String versionId) {
        return fixture.s3
                .getObjectAsBytes(r -> r.bucket(VERSIONED).key(key).versionId(versionId))
                .asUtf8String();
    }
}
