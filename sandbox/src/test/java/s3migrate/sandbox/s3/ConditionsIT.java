package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What the sandbox chose where nobody could see what AWS does.
class ConditionsIT {
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
    void findsNothingToDeleteUnderAnETagWhereThereIsNoObject() {
        assertThatThrownBy(() ->
                        fixture.s3.deleteObject(
                                r -> r.bucket(BUCKET).key("absent").ifMatch("\"00\"")))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
    }

    @Test
    void keepsTheUploadWhoseCompleteConflicted() throws IOException {
        String etag = fixture.server.put(BUCKET, "same", new byte[1]).etag();
        String upload = begin("same");
        fixture.server.put(BUCKET, "same", new byte[1]);

        assertThatThrownBy(() -> complete("same", upload, r -> r.ifMatch(etag)))
                .satisfies(e -> assertError(e, 409, "ConditionalRequestConflict"));
        assertThat(fixture.server.openUploads(BUCKET)).extracting(u -> u.id()).contains(upload);
    }

    @Test
    void conflictsOnlyWhereTheKeyThatCameIsGoneAgain() throws IOException {
        String upload = begin("racy");
        fixture.server.put(BUCKET, "racy", new byte[1]);
        assertThatThrownBy(() -> complete("racy", upload, r -> r.ifNoneMatch("*")))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));

        fixture.server.delete(BUCKET, "racy");
        assertThatThrownBy(() -> complete("racy", upload, r -> r.ifNoneMatch("*")))
                .satisfies(e -> assertError(e, 409, "ConditionalRequestConflict"));

        complete("racy", begin("racy"), r -> r.ifNoneMatch("*"));
    }

    private static String begin(String key) {
        return fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    }

    private static void complete(
            String key, String upload, Consumer<CompleteMultipartUploadRequest.Builder> condition) {
        var part =
                fixture.s3.uploadPart(
                        r -> r.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
                        RequestBody.fromString("part"));
        fixture.s3.completeMultipartUpload(r -> {
            r.bucket(BUCKET)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(m ->
                            m.parts(
                                    CompletedPart.builder()
                                            .partNumber(1)
                                            .eTag(part.eTag())
                                            .build()));
            condition.accept(r);
        });
    }
}
