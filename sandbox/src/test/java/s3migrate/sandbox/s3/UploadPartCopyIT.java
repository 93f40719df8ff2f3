package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

class UploadPartCopyIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
        put("source", "0123456789");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void allowEverything() {
        fixture.server.allowAll();
    }

    @Test
    void putsAnObjectTogetherFromRanges() {
        Multipart upload = Multipart.of(fixture.s3, BUCKET, "ranges");
        upload.copy(BUCKET, "source", r -> r.copySourceRange("bytes=5-9"));
        upload.copy(BUCKET, "source", r -> r.copySourceRange("bytes=0-4"));
        var whole = upload.copy(BUCKET, "source", r -> {});

        String etag = upload.complete();

        assertThat(whole.copyPartResult().lastModified()).isNotNull();
        assertThat(etag).endsWith("-3\"");
        assertThat(text("ranges")).isEqualTo("56789012340123456789");
    }

    @Test
    void refusesAnUploadOrPartThatCannotBe() {
        Multipart upload = Multipart.of(fixture.s3, BUCKET, "wrong");

        assertRefused(upload, r -> r.uploadId("none"), 404, "NoSuchUpload");
        assertRefused(upload, r -> r.partNumber(10_001), 400, "InvalidArgument");
        assertRefused(upload, r -> r.sourceKey("nothing"), 404, "NoSuchKey");
    }

    @Test
    void computesTheChecksumsOfACompositeUpload() {
        Multipart upload =
                Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "composite",
                        r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                        .checksumType(ChecksumType.COMPOSITE));
        var part = upload.copy(BUCKET, "source", r -> {});

        var completed = upload.complete(r -> {});

        assertThat(part.copyPartResult().checksumSHA256()).isNotNull();
        assertThat(completed.checksumSHA256()).endsWith("-1");
    }

    @Test
    void combinesTheChecksumsOfAFullObjectUpload() {
        Multipart upload =
                Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "full",
                        r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                                        .checksumType(ChecksumType.FULL_OBJECT));
        upload.copy(BUCKET, "source", r -> r.copySourceRange("bytes=0-3"));
        upload.copy(BUCKET, "source", r -> r.copySourceRange("bytes=4-9"));
        var whole =
                fixture.s3.copyObject(r ->
                        r.sourceBucket(BUCKET)
                                .sourceKey("source")
                                .destinationBucket(BUCKET)
                                .destinationKey("whole")
                                .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME));

        var completed =
                upload.complete(r ->
                        r.checksumType(ChecksumType.FULL_OBJECT)
                                .checksumCRC64NVME(whole.copyObjectResult().checksumCRC64NVME())
                                .mpuObjectSize(10L));

        assertThat(completed.checksumCRC64NVME())
                .isEqualTo(whole.copyObjectResult().checksumCRC64NVME());
    }

    @Test
    void needsToReadTheSourceAndToWriteTheDestination() {
        Multipart upload = Multipart.of(fixture.s3, BUCKET, "denied");

        fixture.server.deny("s3:GetObject", BUCKET + "/source");
        assertRefused(upload, r -> {}, 403, "AccessDenied");
        fixture.server.allowAll();
        fixture.server.deny("s3:PutObject", BUCKET + "/denied");
        assertRefused(upload, r -> {}, 403, "AccessDenied");
    }

    private static void assertRefused(
            Multipart upload,
            Consumer<UploadPartCopyRequest.Builder> more,
            int status,
            String code) {
        assertThatThrownBy(() -> upload.copy(BUCKET, "source", more))
                .satisfies(e -> assertError(e, status, code));
    }

    private static void put(String key, String text) {
        fixture.s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static String text(String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }
}
