package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Credentials;
import s3migrate.route.Secret;
import s3migrate.route.StoreProfile;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.RenewableCredentials;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3ObjectStore;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

/// A token that expires in the middle of a copy in parts, and the one that took its place in the
/// parameter.
final class RenewedCredentialsSandboxIT {

    private static final String OLD = "AKIAOLD";
    private static final String NEW = "AKIANEW";
    private static final int PART = 1_000;
    private static final int PARTS = 20;

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private final ManualTime time = new ManualTime();
    private final AtomicReference<String> parameter = new AtomicReference<>(OLD);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private String from;
    private String to;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
        sandbox.server().accept(AccessKey.of(OLD, "secret"));
        sandbox.server().accept(AccessKey.of(NEW, "secret"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void newBuckets() {
        from = sandbox.newBucket();
        to = sandbox.newBucket();
    }

    @Test
    void theDestinationsIsReadAgainAndTheUploadGoesOnWithoutAPartSentTwice() throws Exception {
        try (var source = sandbox.store(Side.SOURCE);
                var destination = renewable(Side.DESTINATION)) {
            assertCopied(source, destination);
        }
        assertThat(sandbox.server().log().count("UploadPart"))
                .isBetween(PARTS + 1L, PARTS + (long) refused.get());
    }

    @Test
    void theSourcesIsReadAgainAndNoPartIsSentTwice() throws Exception {
        try (var source = renewable(Side.SOURCE);
                var destination = sandbox.store(Side.DESTINATION)) {
            assertCopied(source, destination);
        }
        assertThat(sandbox.server().log().count("UploadPart")).isEqualTo(PARTS);
    }

    private void assertCopied(S3ObjectStore source, S3ObjectStore destination) throws Exception {
        byte[] bytes = MemoryBody.bytes(PART * PARTS);
        sandbox.server().put(from, "key", bytes);
        sandbox.server().log().reset();
        var expired = Calls.any().by(OLD).from(12, Fault.Refuse.expiredToken());
        sandbox.server()
                .faults()
                .plan(call -> {
                    var fault = expired.faultFor(call);
                    fault.ifPresent(_ -> refused.incrementAndGet());
                    return fault;
                });
        parameter.set(NEW);
        time.pass(Duration.ofMinutes(1));

        var job =
                new Job(
                        "r",
                        new ObjectLocation(from, "key"),
                        Optional.empty(),
                        new ObjectLocation(to, "key"),
                        OptionalLong.of(bytes.length),
                        Optional.empty(),
                        JobHistory.startingAt(time.instant()));
        var outcome = transfer(source, destination).run(job, Deadline.never(time));

        assertThat(outcome).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(refused).hasPositiveValue();
        assertThat(reads).hasValue(2);
        var log = sandbox.server().log();
        assertThat(log.count("CreateMultipartUpload")).isEqualTo(1);
        assertThat(log.count("AbortMultipartUpload")).isZero();
        var copy = sandbox.server().object(to, "key").orElseThrow();
        try (var content = copy.content().open()) {
            assertThat(content.readAllBytes()).isEqualTo(bytes);
        }
    }

    private S3ObjectStore renewable(Side side) {
        var credentials =
                new RenewableCredentials(
                        () -> {
                            reads.incrementAndGet();
                            return new Credentials.StaticKeys(
                                    parameter.get(),
                                    new Secret("secret"),
                                    Optional.empty(),
                                    "us-east-1",
                                    Optional.of(sandbox.server().https()));
                        },
                        time);
        return S3Stores.open(S3Access.of(credentials), side, S3Connections.forInFlight(8));
    }

    private Transfer transfer(S3ObjectStore source, S3ObjectStore destination) {
        return new Transfer(
                source,
                destination,
                new MemoryLedger(),
                new CopyWay.Streaming("a test wants it"),
                new TransferSettings(
                        PART,
                        4,
                        3,
                        PART,
                        Duration.ofMinutes(2),
                        Duration.ZERO,
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        Evidence.CHECKSUM),
                Deletes.NONE,
                time,
                time,
                (_, _) -> () -> {},
                new Random(1),
                new CopyRate(),
                TransferListener.NONE);
    }
}
