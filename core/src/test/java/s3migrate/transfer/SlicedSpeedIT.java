package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.sandbox.proxy.Line;
import s3migrate.sandbox.proxy.LinePlan;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// `mvn -pl core -am verify -Pexhaustive -Dit.test=SlicedSpeedIT
/// -Dfailsafe.failIfNoSpecifiedTests=false`: sixteen workers at the slices of one object, each
/// behind a line of its own with a fixed bandwidth, are sixteen times as fast as one. From the job
/// to the finished object, over real sockets; prints its figures.
@Tag("exhaustive")
class SlicedSpeedIT {

    private static final int WORKERS = 16;
    private static final int PARTS_AT_ONCE = 2;
    private static final long MIB = 1L << 20;
    private static final long PART_BYTES = 5 * MIB;

    /// Of one connection: little enough for this machine to carry all of them.
    private static final long BYTES_PER_SECOND = MIB / 8;

    private static final long BYTES_OF_ONE = 2 * PARTS_AT_ONCE * PART_BYTES;
    private static final TransferSettings SETTINGS =
            new TransferSettings(
                    PART_BYTES,
                    PARTS_AT_ONCE,
                    3,
                    MIB,
                    BYTES_OF_ONE,
                    Duration.ofMinutes(2),
                    Duration.ZERO,
                    3,
                    Optional.empty(),
                    StoreProfile.AWS,
                    Evidence.SIZE,
                    false,
                    Fidelity.FULL,
                    Overwrite.NEWER);

    private final InstantSource clock = InstantSource.system();
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<TcpProxy> lines = new ArrayList<>();
    private final List<ObjectStore> stores = new ArrayList<>();
    private S3Server s3;

    @TempDir Path directory;

    @BeforeEach
    void start() throws IOException {
        s3 = S3Server.start(S3Settings.in(directory).withCredentials("AKIASANDBOX", "secret"));
        s3.createBucket("source");
        s3.createSink("destination");
    }

    @AfterEach
    void stop() throws IOException {
        stores.forEach(ObjectStore::close);
        for (var line : lines) {
            line.close();
        }
        s3.close();
    }

    @Test
    void sixteenWorkersAtOneObjectAreSixteenTimesAsFastAsOne() throws Exception {
        double one = bytesPerSecond("one", 1, BYTES_OF_ONE);
        double sixteen = bytesPerSecond("sixteen", WORKERS, WORKERS * BYTES_OF_ONE);

        System.out.printf(
                "1 worker %.2f MiB/s, %d workers %.2f MiB/s: %.2f times%n",
                one / MIB, WORKERS, sixteen / MIB, sixteen / one);
        assertThat(sixteen / one).isGreaterThanOrEqualTo(0.9 * WORKERS);
    }

    private double bytesPerSecond(String key, int workers, long bytes) throws Exception {
        s3.put("source", key, GeneratedObject.inParts(1, bytes, 64 * MIB));
        var job = job(key, bytes);
        var transfers = IntStream.range(0, workers).mapToObj(_ -> transfer()).toList();
        long begun = System.nanoTime();
        var cut = transfers.getFirst().run(job, Deadline.never(clock));
        var slices = new ConcurrentLinkedQueue<Slice>(((TransferOutcome.Sliced) cut).slices());
        var end = new AtomicReference<TransferOutcome>();
        var _ =
                InParallel.map(
                        transfers,
                        workers,
                        Deadline.never(clock),
                        transfer -> {
                            for (var slice = slices.poll(); slice != null; slice = slices.poll()) {
                                if (transfer.copy(slice, Deadline.never(clock))
                                        instanceof SliceOutcome.HandsBack) {
                                    end.set(transfer.run(job, Deadline.never(clock)));
                                }
                            }
                            return Optional.empty();
                        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(end.get()).isInstanceOf(TransferOutcome.Copied.class);
        return bytes / seconds;
    }

    private Transfer transfer() {
        try {
            var line = TcpProxy.before(s3.http(), 1);
            line.plan(LinePlan.always(Line.CLEAR.withBandwidth(BYTES_PER_SECOND)));
            lines.add(line);
            var access =
                    new S3Access(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("AKIASANDBOX", "secret")),
                            Region.US_EAST_1,
                            Optional.of(line.endpoint()));
            var source =
                    S3Stores.open(
                            new S3Access(
                                    access.credentials(), access.region(), Optional.of(s3.http())),
                            S3Stores.Side.SOURCE,
                            S3Connections.forInFlight(PARTS_AT_ONCE));
            var destination =
                    S3Stores.open(
                            access,
                            S3Stores.Side.DESTINATION,
                            S3Connections.forInFlight(PARTS_AT_ONCE));
            stores.add(source);
            stores.add(destination);
            return new Transfer(
                    source,
                    destination,
                    ledger,
                    new CopyWay.Streaming("a test wants it"),
                    SETTINGS,
                    Deletes.NONE,
                    clock,
                    Sleeper.system(),
                    Heartbeat.system(),
                    new Random(1),
                    new CopyRate(),
                    TransferListener.NONE);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Job job(String key, long bytes) {
        return new Job(
                "route",
                new ObjectLocation("source", key),
                Optional.empty(),
                new ObjectLocation("destination", key),
                OptionalLong.of(bytes),
                Optional.empty(),
                JobHistory.startingAt(clock.instant()));
    }
}
