package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;

/// A store that knows nothing of checksums, as older S3-compatible ones.
class WithoutChecksumsIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture =
                new S3Fixture(
                        directory, settings -> settings.withoutChecksums().withMinimumPartBytes(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void answersNoneOfAPlainObject() {
        var put =
                fixture.s3.putObject(
                        r -> r.bucket(BUCKET).key("plain"), RequestBody.fromString("x"));

        assertThat(put.checksumCRC32()).isNull();
        assertThat(put.checksumCRC64NVME()).isNull();
        assertNone(head("plain"));
        assertThat(
                        fixture.s3
                                .getObjectAttributes(r ->
                                        r.bucket(BUCKET)
                                                .key("plain")
                                                .objectAttributes(ObjectAttributes.CHECKSUM))
                                .checksum())
                .isNull();
        assertThat(
                        fixture.s3
                                .listObjectsV2(r -> r.bucket(BUCKET).prefix("plain"))
                                .contents()
                                .getFirst()
                                .checksumAlgorithm())
                .isEmpty();
    }

    @Test
    void answersNoneOfAMultipartObject() {
        Multipart upload =
                Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "parts",
                        r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                        .checksumType(ChecksumType.FULL_OBJECT));
        upload.part("one").part("two");

        var completed = upload.complete(r -> r.checksumType(ChecksumType.FULL_OBJECT));

        assertThat(completed.checksumCRC32()).isNull();
        assertThat(upload.parts().getFirst().checksumCRC32()).isNull();
        assertNone(head("parts"));
    }

    @Test
    void answersNoneOfACopy() {
        fixture.s3.putObject(r -> r.bucket(BUCKET).key("source"), RequestBody.fromString("x"));

        var copied =
                fixture.s3.copyObject(r ->
                        r.sourceBucket(BUCKET)
                                .sourceKey("source")
                                .destinationBucket(BUCKET)
                                .destinationKey("copy")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256));

        assertThat(copied.copyObjectResult().checksumSHA256()).isNull();
        assertNone(head("copy"));
    }

    @Test
    void ignoresAWrongOne() throws IOException, InterruptedException {
        var answer =
                RawRequest.put(fixture, fixture.server.https().resolve("/" + BUCKET + "/wrong"))
                        .header("x-amz-checksum-crc32", "AAAAAA==")
                        .body("x")
                        .send();

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(
                r -> r.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static void assertNone(HeadObjectResponse head) {
        assertThat(head.checksumTypeAsString()).isNull();
        assertThat(head.checksumCRC64NVME()).isNull();
        assertThat(head.checksumCRC32()).isNull();
    }
}
