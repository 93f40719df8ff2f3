package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectVersion;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

class GeneratedObjectsIT {
    private static final long TIB = 1L << 40;

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
    void showsTheETagAndChecksumOfItsBytes() {
        fixture.server.put(BUCKET, "generated", GeneratedObject.of(7, 1_234_567));

        PutObjectResponse copy =
                fixture.s3.putObject(
                        r -> r.bucket(BUCKET).key("copy"),
                        RequestBody.fromBytes(whole("generated")));

        ObjectVersion generated = fixture.server.object(BUCKET, "generated").orElseThrow();
        assertThat(copy.eTag()).isEqualTo("\"" + generated.etag() + "\"");
        HeadObjectResponse head = head("generated");
        assertThat(head.contentLength()).isEqualTo(1_234_567);
        fixture.server.put(BUCKET, "in-parts", GeneratedObject.inParts(7, 1_234_567, 500_000));
        assertThat(whole("in-parts")).isEqualTo(whole("generated"));
        assertThat(head("in-parts").checksumCRC64NVME()).isEqualTo(head.checksumCRC64NVME());
        assertThat(head("in-parts").eTag()).endsWith("-3\"");
    }

    @Test
    void checksumIsThatOfAnObjectWithTheSameBytes() throws IOException {
        fixture.server.put(BUCKET, "generated", GeneratedObject.of(9, 100_000));

        fixture.server.put(BUCKET, "stored", whole("generated"));

        assertThat(head("generated").checksumCRC64NVME())
                .isEqualTo(head("stored").checksumCRC64NVME())
                .isNotNull();
    }

    @Test
    void givesAnyRangeTheSameBytesAsTheWhole() {
        fixture.server.put(BUCKET, "ranges", GeneratedObject.of(8, 300_000));
        byte[] whole = whole("ranges");
        Random random = new Random(3);

        for (int round = 0; round < 50; round++) {
            int first = random.nextInt(whole.length);
            int last = random.nextInt(first, whole.length);
            assertThat(range("ranges", first, last))
                    .isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
    }

    @Test
    void isOfAnySizeAndTakesNoDisk() throws IOException {
        long before = files();
        long bytes = 48 * TIB - 1;
        fixture.server.put(BUCKET, "huge", GeneratedObject.inParts(1, bytes, 5L << 30));

        HeadObjectResponse head = head("huge");
        assertThat(head.contentLength()).isEqualTo(bytes);
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(head.checksumCRC64NVME()).isNotNull();
        assertThat(head.eTag()).endsWith("-9831\"");
        assertThat(range("huge", bytes - 10, bytes - 1)).hasSize(10);
        assertThat(range("huge", 4096, 8191)).isNotEqualTo(range("huge", 8192, 12287));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void isCopiedByS3WithoutReadingIt() throws IOException {
        long before = files();
        long partBytes = (5L << 30) - 1;
        long bytes = 7 * partBytes + 12_345;
        fixture.server.put(BUCKET, "copied", GeneratedObject.inParts(3, bytes, partBytes));

        String id = fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key("to")).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (long first = 0; first < bytes; first += partBytes) {
            long from = first;
            long last = Math.min(bytes, first + partBytes) - 1;
            int number = parts.size() + 1;
            String etag =
                    fixture.s3
                            .uploadPartCopy(r ->
                                    r.sourceBucket(BUCKET)
                                            .sourceKey("copied")
                                            .copySourceRange("bytes=" + from + "-" + last)
                                            .destinationBucket(BUCKET)
                                            .destinationKey("to")
                                            .uploadId(id)
                                            .partNumber(number))
                            .copyPartResult()
                            .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        fixture.s3.completeMultipartUpload(
                r -> r.bucket(BUCKET).key("to").uploadId(id).multipartUpload(m -> m.parts(parts)));

        assertThat(head("to").contentLength()).isEqualTo(bytes);
        assertThat(head("to").checksumCRC64NVME())
                .isEqualTo(head("copied").checksumCRC64NVME())
                .isNotNull();
        assertThat(range("to", partBytes - 9, partBytes + 9))
                .isEqualTo(range("copied", partBytes - 9, partBytes + 9));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void differsWithItsSeed() {
        fixture.server.put(BUCKET, "one", GeneratedObject.of(1, 8));
        fixture.server.put(BUCKET, "two", GeneratedObject.of(2, 8));
        fixture.server.put(BUCKET, "one-again", GeneratedObject.of(1, 8));

        assertThat(whole("one")).isNotEqualTo(whole("two")).isEqualTo(whole("one-again"));
    }

    @Test
    void refusesSizesThatNoUploadCouldHave() {
        assertThatThrownBy(() -> GeneratedObject.of(1, (5L << 30) + 1))
                .hasMessage("bytes: 5368709121; accepted are 0 to 5368709120 with these parts");
        assertThatThrownBy(() -> GeneratedObject.inParts(1, 10_001, 1))
                .hasMessage("bytes: 10001; accepted are 0 to 10000 with these parts");
        assertThatThrownBy(() -> GeneratedObject.inParts(1, 1, (5L << 30) + 1))
                .hasMessage("part bytes: 5368709121; accepted are 0 (no parts) to 5368709120");
    }

    @Test
    void fillsABucketInNoTime() {
        fixture.server.createBucket("many-keys");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();

        fixture.server.fill("many-keys", "p/", 100_000, 100);

        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
        assertThat(fixture.server.keys("many-keys"))
                .hasSize(100_000)
                .startsWith("p/0000000")
                .endsWith("p/0099999");
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(
                r -> r.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static byte[] whole(String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
    }

    private static byte[] range(String key, long first, long last) {
        return fixture.s3
                .getObjectAsBytes(
                        r -> r.bucket(BUCKET).key(key).range("bytes=" + first + "-" + last))
                .asByteArray();
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
