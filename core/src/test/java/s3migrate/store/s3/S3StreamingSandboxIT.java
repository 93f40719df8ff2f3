package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.object.ObjectLocation;
import s3migrate.price.Meter;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.s3.S3Stores.Side;

/// Bytes from one store straight into another while either side fails: what the SDK's retries make
/// good, and what ends them.
final class S3StreamingSandboxIT {

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private SandboxCopy copy;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void begin() throws IOException {
        copy = new SandboxCopy(sandbox);
    }

    @AfterEach
    void end() {
        copy.close();
    }

    @Test
    void readsTheSourceOnceWhereNothingFails() {
        var body = copy.streamed();
        copy.uploadTo(copy.create(), body);
        assertThat(body.opens()).isEqualTo(1);
        assertThat(copy.log().reads(copy.from.bucket(), copy.from.key())).isEqualTo(1);
        // The lengths of its chunks travel with a body, and its checksum behind it.
        assertThat(copy.log().bytesReceived())
                .isBetween((long) SandboxCopy.BYTES, SandboxCopy.BYTES + 1_024L);
    }

    /// Which of them the other side closed while Lambda had frozen it, a process cannot tell.
    @ParameterizedTest
    @CsvSource({"PT1H, 1", "PT0.001S, 2"})
    void aConnectionServesManyRequestsUntilItIsOld(Duration life, int connections) {
        var access = copy.sandbox.access("AKIASANDBOX", "secret");
        var two = Duration.ofSeconds(2);
        var options = new S3Connections(2, two, two, life, Meter.NONE);
        copy.log().reset();
        try (var store = S3Stores.open(access, Side.SOURCE, options)) {
            store.find(copy.from);
            var old = Instant.now().plusMillis(2);
            while (Instant.now().isBefore(old)) {
                Thread.onSpinWait();
            }
            store.find(copy.from);
        }
        assertThat(copy.log().connections("AKIASANDBOX")).isEqualTo(connections);
    }

    @Test
    void readsTheSourceOnceOverPlainHttpToo() {
        var access = copy.sandbox.access("AKIASANDBOX", "secret");
        var plain =
                new S3Access(
                        access.credentials(),
                        access.region(),
                        Optional.of(copy.sandbox.server().http()));
        var body = copy.streamed();
        try (var http = S3Stores.open(plain, Side.DESTINATION, S3Connections.forInFlight(2))) {
            var answer =
                    http.put(copy.to, SandboxCopy.PLAIN, body, Optional.empty(), SandboxCopy.ANY);
            assertThat(answer).isInstanceOf(WriteAnswer.Written.class);
        }
        assertThat(body.opens()).isEqualTo(1);
        copy.assertCopied();
    }

    @Test
    void movesNoMoreBytesOfABodyThatIsClosedEarly() throws IOException {
        int bytes = 64 << 20;
        var location = new ObjectLocation(copy.from.bucket(), "long");
        sandbox.server().put(location.bucket(), location.key(), new byte[bytes]);
        try (var opened = copy.source.open(location).orElseThrow()) {
            assertThat(opened.body().read()).isZero();
        }
        assertThat(copy.source.find(location)).isPresent();
        assertThat(copy.log().bytesSent()).isLessThan(bytes / 2);
    }

    @Test
    void startsAPartAnewWhenTheSourceBreaksInIt() {
        copy.plan(FaultPlan.onNth("GetObject", 1, new Fault.CutResponseAfter(1 << 20)));
        assertThat(copy.copyAsUpload().opens()).isEqualTo(2);
    }

    @Test
    void startsAPartAnewWhenTheDestinationThrottles() {
        copy.plan(FaultPlan.onNth("UploadPart", 1, Fault.Refuse.slowDown()));
        // Once more where the connection that was refused in mid-body is found broken.
        assertThat(copy.copyAsUpload().opens()).isBetween(2, 3);
    }

    @Test
    void startsAPartAnewWhenTheDestinationBreaksInIt() {
        copy.plan(FaultPlan.onNth("UploadPart", 1, new Fault.DropAfterRequestBytes(1 << 20)));
        assertThat(copy.copyAsUpload().opens()).isEqualTo(2);
    }

    @Test
    void givesUpWhenTheSourceBreaksInEachAttempt() {
        copy.plan(FaultPlan.onKey("GetObject", "object", new Fault.CutResponseAfter(1 << 20)));
        var body = copy.streamed();
        assertThatThrownBy(() -> copy.put(body, SandboxCopy.ANY))
                .isInstanceOfSatisfying(
                        StoreException.Transient.class,
                        e -> assertThat(e.code()).isEqualTo("SourceBroken"))
                .hasMessageStartingWith("put " + copy.to + ": the source broke: ");
        assertThat(body.opens()).isEqualTo(3);
        assertThat(copy.destination.find(copy.to)).isEmpty();
    }

    @Test
    void endsAtOnceWhenTheSourceChangedBeforeAFurtherAttempt() {
        copy.plan(FaultPlan.onKey("PutObject", "object", Fault.Refuse.slowDown()));
        var body = copy.streamed(copy::overwriteSource);
        assertThatThrownBy(() -> copy.put(body, SandboxCopy.ANY))
                .isInstanceOf(SourceChangedException.class)
                .hasMessage(
                        "read %s: ETag %s is not current any more", copy.from, copy.pinned.etag());
        assertThat(body.opens()).isEqualTo(2);
        assertThat(copy.log().count("PutObject")).isEqualTo(1);
    }
}
