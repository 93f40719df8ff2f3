package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.object.ObjectLocation;
import s3migrate.route.RateCaps.Cap;
import s3migrate.route.StoreProfile;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.store.CopyWish;
import s3migrate.store.Expectation;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.time.ManualTime;

/// Rates as the server sees them, on a clock that only requests and waits move.
final class TrafficSandboxIT {

    private static final Cap NONE = Cap.NONE;

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private final ManualTime time = new ManualTime();
    private long requests;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /// Every request takes a millisecond, so that without a rate ten times more would be sent than
    /// is let through.
    @Test
    void underAStormOf503sWhatIsSentStaysNearWhatIsAllowedAndAllIsWritten() {
        int objects = 600;
        int allowed = 100;
        String bucket = sandbox.newBucket();
        plan(Calls.of("PutObject").aboveRate(allowed, time, Fault.Refuse.slowDown()));
        try (var store = store(NONE)) {
            for (int i = 0; i < objects; i++) {
                putUntilWritten(store, new ObjectLocation(bucket, "data/" + i));
            }
        }

        assertThat(sandbox.server().keys(bucket)).hasSize(objects);
        assertThat(requests).isBetween((long) objects, objects * 11L / 10);
        var took = Duration.between(new ManualTime().instant(), time.instant());
        assertThat(took).isLessThan(Duration.ofSeconds(2L * objects / allowed));
    }

    @Test
    void a503OfOnePrefixSlowsDownNoOther() {
        String bucket = sandbox.newBucket();
        plan(Calls.of("PutObject").under("slow/").nth(1, Fault.Refuse.slowDown()));
        try (var store = store(NONE)) {
            putUntilWritten(store, new ObjectLocation(bucket, "slow/a"));
            putUntilWritten(store, new ObjectLocation(bucket, "slow/b"));
            var slept = time.slept();
            assertThat(slept).isPositive();
            for (int i = 0; i < 20; i++) {
                putUntilWritten(store, new ObjectLocation(bucket, "fast/" + i));
            }
            assertThat(time.slept()).isEqualTo(slept);
        }
    }

    /// S3 sends it after the status, where a copy takes long.
    @Test
    void aSlowDownInsideA200SlowsDownAsA503Does() {
        String bucket = sandbox.newBucket();
        var slow = new Fault.ErrorInside200("SlowDown", "Please reduce your request rate.");
        plan(Calls.of("CopyObject").nth(1, slow));
        try (var store = store(NONE)) {
            putUntilWritten(store, new ObjectLocation(bucket, "slow/a"));
            var from = store.find(new ObjectLocation(bucket, "slow/a")).orElseThrow();
            var wish = CopyWish.in(Optional.empty());
            assertThat(time.slept()).isZero();
            var to = new ObjectLocation(bucket, "slow/b");
            var copied = store.copy(from, to, wish, new Expectation.Any());

            assertThat(copied).isInstanceOf(WriteAnswer.Written.class);
            putUntilWritten(store, new ObjectLocation(bucket, "fast/c"));
            assertThat(time.slept()).isZero();
            putUntilWritten(store, new ObjectLocation(bucket, "slow/c"));
            assertThat(time.slept()).isPositive();
        }
    }

    @Test
    void requestsAreHeldToTheirCapWithEveryAttemptOfTheSdk() {
        String bucket = sandbox.newBucket();
        plan(Calls.of("HeadObject").first(1, new Fault.Refuse(500, "InternalError", "try again")));
        try (var store = store(new Cap(Optional.of(2.0), Optional.empty()))) {
            for (int i = 0; i < 4; i++) {
                store.put(
                        new ObjectLocation(bucket, "key-" + i),
                        SandboxCopy.PLAIN,
                        MemoryBody.of(new byte[] {1}),
                        Optional.empty(),
                        new Expectation.Any());
                store.find(new ObjectLocation(bucket, "key-" + i));
            }
        }
        assertThat(requests).isEqualTo(9);
        assertThat(time.slept()).isBetween(Duration.ofMillis(3_980), Duration.ofSeconds(4));
    }

    @Test
    void bytesAreHeldToTheirCapInBothDirections() throws IOException {
        var location = new ObjectLocation(sandbox.newBucket(), "key");
        plan(FaultPlan.NONE);
        int length = 1 << 20;
        try (var store = store(new Cap(Optional.empty(), Optional.of(length / 10.0)))) {
            store.put(
                    location,
                    SandboxCopy.PLAIN,
                    MemoryBody.of(MemoryBody.bytes(length)),
                    Optional.empty(),
                    new Expectation.Any());
            assertThat(time.slept()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
            try (var opened = store.open(location).orElseThrow()) {
                assertThat(opened.body().readAllBytes()).isEqualTo(MemoryBody.bytes(length));
            }
            assertThat(time.slept()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(21));
        }
    }

    private void plan(FaultPlan plan) {
        sandbox.server()
                .faults()
                .plan(call -> {
                    requests++;
                    time.pass(Duration.ofMillis(1));
                    return plan.faultFor(call);
                });
    }

    private void putUntilWritten(S3ObjectStore store, ObjectLocation to) {
        while (true) {
            try {
                store.put(
                        to,
                        SandboxCopy.PLAIN,
                        MemoryBody.of(new byte[] {1}),
                        Optional.empty(),
                        new Expectation.Any());
                return;
            } catch (StoreException.Transient slow) {
                assertThat(slow.code()).isEqualTo("SlowDown");
            }
        }
    }

    private S3ObjectStore store(Cap cap) {
        return S3Stores.open(
                sandbox.access("AKIASANDBOX", "secret"),
                Side.DESTINATION,
                S3Connections.forInFlight(1),
                S3Terms.of(StoreProfile.AWS),
                new Traffic(cap, time, time));
    }
}
