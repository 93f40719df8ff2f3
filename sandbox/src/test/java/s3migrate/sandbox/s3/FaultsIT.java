package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.traffic.RequestLog;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

class FaultsIT {
    private static final int BYTES = 2_000_000;

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

    @AfterEach
    void heal() {
        fixture.server.faults().clear();
        fixture.server.limitBandwidth(0);
    }

    @Test
    void refusesTheNthCallOfItsKindAndNoOther() {
        fixture.server.faults().plan(FaultPlan.onNth("PutObject", 2, Fault.Refuse.slowDown()));

        put("first");
        assertThatThrownBy(() -> put("second")).satisfies(e -> assertError(e, 503, "SlowDown"));
        assertThat(fixture.server.object(BUCKET, "second")).isEmpty();
        put("third");
    }

    @Test
    void cutsTheAnswer() throws IOException {
        fixture.server.put(BUCKET, "cut", random());
        fixture.server
                .faults()
                .plan(FaultPlan.onKey("GetObject", "cut", new Fault.CutResponseAfter(1_000_000)));

        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("cut")))
                .isInstanceOf(SdkException.class);
    }

    @Test
    void makesNoObjectOfARequestThatIsCut() throws IOException {
        long before = files();
        fixture.server
                .faults()
                .plan(
                        FaultPlan.onKey(
                                "PutObject", "dropped", new Fault.DropAfterRequestBytes(1000)));

        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r -> r.bucket(BUCKET).key("dropped"),
                                RequestBody.fromBytes(random())))
                .isInstanceOf(SdkClientException.class);

        assertThat(fixture.server.object(BUCKET, "dropped")).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void doesTheWorkAndLosesTheReply() {
        fixture.server.faults().plan(FaultPlan.onKey("PutObject", "lost", new Fault.LoseReply()));

        assertThatThrownBy(() -> put("lost")).isInstanceOf(SdkClientException.class);

        assertThat(fixture.server.object(BUCKET, "lost")).isPresent();
    }

    @Test
    void sendsOneVersionThoughTheKeyIsOverwrittenInMidRead() throws IOException {
        byte[] old = random();
        fixture.server.put(BUCKET, "overwritten", old);
        fixture.server
                .faults()
                .plan(
                        FaultPlan.onKey(
                                "GetObject",
                                "overwritten",
                                new Fault.During(1000, () -> seed("overwritten"))));

        byte[] got =
                fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("overwritten")).asByteArray();

        assertThat(got).isEqualTo(old);
        assertThat(fixture.server.object(BUCKET, "overwritten").orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void changesWhatTheRequestWillMeet() {
        fixture.server
                .faults()
                .plan(FaultPlan.onNth("PutObject", 1, new Fault.Before(() -> seed("raced"))));

        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r -> r.bucket(BUCKET).key("raced").ifNoneMatch("*"),
                                RequestBody.empty()))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
    }

    @Test
    void hidesAnErrorInASuccess() {
        String id =
                fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key("hidden")).uploadId();
        fixture.server
                .faults()
                .plan(
                        FaultPlan.onNth(
                                "CompleteMultipartUpload",
                                1,
                                new Fault.ErrorInside200("InternalError", "no")));

        assertThatThrownBy(() ->
                        fixture.s3.completeMultipartUpload(
                                r -> r.bucket(BUCKET).key("hidden").uploadId(id)))
                .satisfies(e -> assertError(e, 200, "InternalError"));
    }

    @Test
    void remembersWhatWasReadTwice() throws IOException {
        fixture.server.put(BUCKET, "twice", random());
        fixture.server.log().reset();
        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("twice").range("bytes=0-9"));
        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("twice").range("bytes=10-19"));
        assertThat(fixture.server.log().repeatedReads()).isEmpty();
        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("twice").range("bytes=0-9"));

        RequestLog log = fixture.server.log();
        assertThat(log.repeatedReads())
                .containsExactly(new RequestLog.Read(BUCKET, "twice", "bytes=0-9"));
        assertThat(log.count("GetObject")).isEqualTo(3);
        assertThat(log.reads(BUCKET, "twice")).isEqualTo(3);
        assertThat(log.bytesSent()).isEqualTo(30);
    }

    @Test
    void keepsToTheBandwidth() throws IOException {
        fixture.server.put(BUCKET, "slow", random());
        fixture.server.limitBandwidth(4L * BYTES);

        long begin = System.nanoTime();
        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("slow"));

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
    }

    private static void put(String key) {
        fixture.s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
    }

    private static void seed(String key) {
        try {
            fixture.server.put(BUCKET, key, new byte[1], ObjectProperties.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
