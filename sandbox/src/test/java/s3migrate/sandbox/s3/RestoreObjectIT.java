package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

class RestoreObjectIT {

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void makesAnArchivedObjectReadableAndKeepsItsClass() {
        put("cold", StorageClass.GLACIER);
        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("cold")))
                .isInstanceOf(InvalidObjectStateException.class);

        assertThat(restore("cold")).isEqualTo(202);

        assertThat(fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("cold")).asUtf8String())
                .isEqualTo("bytes");
        var head = fixture.s3.headObject(r -> r.bucket(BUCKET).key("cold"));
        assertThat(head.storageClass()).isEqualTo(StorageClass.GLACIER);
        assertThat(head.restore()).startsWith("ongoing-request=\"false\", expiry-date=\"");
        assertThat(restore("cold")).isEqualTo(200);
        fixture.s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                        .sourceKey("cold")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"));
        assertThat(fixture.s3.headObject(r -> r.bucket(BUCKET).key("copy")).restore()).isNull();
    }

    @Test
    void listingsTellWhoAsks() {
        put("listed/cold", StorageClass.DEEP_ARCHIVE);
        restore("listed/cold");
        put("listed/warm", StorageClass.STANDARD);

        var rows =
                fixture.s3
                        .listObjectsV2(r ->
                                r.bucket(BUCKET)
                                        .prefix("listed/")
                                        .optionalObjectAttributes(
                                                OptionalObjectAttributes.RESTORE_STATUS))
                        .contents();
        assertThat(rows.getFirst().restoreStatus().isRestoreInProgress()).isFalse();
        assertThat(rows.getFirst().restoreStatus().restoreExpiryDate()).isNotNull();
        assertThat(rows.getLast().restoreStatus()).isNull();
        var versions =
                fixture.s3
                        .listObjectVersions(r ->
                                r.bucket(BUCKET)
                                        .prefix("listed/cold")
                                        .optionalObjectAttributes(
                                                OptionalObjectAttributes.RESTORE_STATUS))
                        .versions();
        assertThat(versions.getFirst().restoreStatus().isRestoreInProgress()).isFalse();
        var plain = fixture.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("listed/")).contents();
        assertThat(plain.getFirst().restoreStatus()).isNull();
    }

    @Test
    void isRefusedOfWhatIsNotArchived() {
        put("warm", StorageClass.STANDARD);

        assertThatThrownBy(() -> restore("warm"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidObjectState"));
    }

    private static void put(String key, StorageClass storageClass) {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key(key).storageClass(storageClass),
                RequestBody.fromString("bytes"));
    }

    /// The status of the answer.
    private static int restore(String key) {
        return fixture.s3
                .restoreObject(r -> r.bucket(BUCKET).key(key).restoreRequest(q -> q.days(1)))
                .sdkHttpResponse()
                .statusCode();
    }
}
