package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.GeneratedObject;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class SinkIT {
    private static final String SINK = "sink-bucket";
    private static final int PART_BYTES = 70_000;

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(PART_BYTES));
        fixture.server.createSink(SINK);
        fixture.server.put(BUCKET, "source", GeneratedObject.of(4, 2 * PART_BYTES + 1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void showsOfWhatItTookAllButTheBytes() throws IOException {
        fixture.s3.putObject(
                r -> r.bucket(SINK).key("put"), RequestBody.fromBytes(source(0, 2 * PART_BYTES)));

        HeadObjectResponse source = head(BUCKET, "source");
        HeadObjectResponse sunk = head(SINK, "put");
        assertThat(sunk.contentLength()).isEqualTo(source.contentLength());
        assertThat(sunk.eTag()).isEqualTo(source.eTag());
        assertThat(fixture.server.keys(SINK)).contains("put");
        assertThat(files()).isZero();
    }

    @Test
    void refusesToReadBytesItDidNotKeep() {
        fixture.s3.putObject(r -> r.bucket(SINK).key("kept"), RequestBody.fromString("not"));

        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(SINK).key("kept")))
                .satisfies(e -> assertError(e, 501, "NotImplemented"));
    }

    @Test
    void takesPartsAndStillChecksThem() throws IOException {
        String id = fixture.s3.createMultipartUpload(r -> r.bucket(SINK).key("parts")).uploadId();
        List<CompletedPart> parts =
                List.of(
                        part(id, 1, source(0, PART_BYTES - 1)),
                        part(id, 2, source(PART_BYTES, 2 * PART_BYTES)));
        List<CompletedPart> wrong =
                List.of(parts.getFirst(), parts.getLast().toBuilder().eTag("x").build());

        assertThatThrownBy(() -> complete(id, wrong))
                .satisfies(e -> assertError(e, 400, "InvalidPart"));
        complete(id, parts);

        assertThat(head(SINK, "parts").contentLength()).isEqualTo(2 * PART_BYTES + 1);
        assertThat(head(SINK, "parts").checksumCRC64NVME())
                .isEqualTo(head(BUCKET, "source").checksumCRC64NVME())
                .isNotNull();
        assertThat(files()).isZero();
    }

    private static byte[] source(long first, long last) {
        return fixture.s3
                .getObjectAsBytes(
                        r -> r.bucket(BUCKET).key("source").range("bytes=" + first + "-" + last))
                .asByteArray();
    }

    private static HeadObjectResponse head(String bucket, String key) {
        return fixture.s3.headObject(
                r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static CompletedPart part(String id, int number, byte[] bytes) {
        String etag =
                fixture.s3
                        .uploadPart(
                                r -> r.bucket(SINK).key("parts").uploadId(id).partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void complete(String id, List<CompletedPart> parts) {
        fixture.s3.completeMultipartUpload(
                r -> r.bucket(SINK).key("parts").uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
