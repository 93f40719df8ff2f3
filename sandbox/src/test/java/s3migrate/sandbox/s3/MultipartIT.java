package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What multipart uploads have beyond S3's contract: the sandbox's own settings and its inside.
class MultipartIT {
    @TempDir Path directory;

    @Test
    void namesTheUserOfTheAccessKeyAsInitiator() throws IOException, InterruptedException {
        try (S3Fixture fixture = new S3Fixture(directory)) {
            String id = begin(fixture);

            assertThat(
                            fixture.s3
                                    .listParts(r -> r.bucket(BUCKET).key("k").uploadId(id))
                                    .initiator()
                                    .id())
                    .isEqualTo("arn:aws:iam::111122223333:user/" + S3Fixture.ACCESS_KEY);
            assertThat(
                            fixture.s3
                                    .listMultipartUploads(r -> r.bucket(BUCKET))
                                    .uploads()
                                    .getFirst()
                                    .initiator()
                                    .displayName())
                    .isEqualTo(S3Fixture.ACCESS_KEY);
        }
    }

    @Test
    void showsOpenUploadsFromInsideUntilTheyAreCompleted()
            throws IOException, InterruptedException {
        try (S3Fixture fixture = new S3Fixture(directory)) {
            String id = begin(fixture);
            assertThat(fixture.server.openUploads(BUCKET))
                    .extracting(upload -> upload.id())
                    .containsExactly(id);

            var part =
                    fixture.s3.uploadPart(
                            r -> r.bucket(BUCKET).key("k").uploadId(id).partNumber(1),
                            RequestBody.fromString("part"));
            fixture.s3.completeMultipartUpload(r ->
                    r.bucket(BUCKET)
                            .key("k")
                            .uploadId(id)
                            .multipartUpload(m ->
                                    m.parts(
                                            CompletedPart.builder()
                                                    .partNumber(1)
                                                    .eTag(part.eTag())
                                                    .build())));
            assertThat(fixture.server.openUploads(BUCKET)).isEmpty();
        }
    }

    private static String begin(S3Fixture fixture) {
        return fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key("k")).uploadId();
    }
}
