package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.PinnedObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.ManualTime;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferSettings;

class SyncTransfersTest {

    private static final SyncTransfers.Limits LIMITS =
            new SyncTransfers.Limits(32, 8, 64L << 20, 64L << 20, Duration.ZERO);

    @TempDir private Path directory;
    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore buckets =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS)
                    .withBucket("from")
                    .withBucket("to");
    private final FaultyObjectStore source = new FaultyObjectStore(buckets);
    private final MemoryLedger ledger = new MemoryLedger();
    private ObjectStore destination = buckets;
    private final Failures failures = new Failures();
    private final Tallies tallies = new Tallies(failures, time);

    /// Or objects of two parts would leave three quarters of the connections idle.
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "64, 1",
        "65, 2",
        "128, 2",
        "129, 3",
        "512, 8",
        "513, 8",
        "50000000, 8",
    })
    void anObjectTakesAsManyConnectionsAsItHasPartsAtOnce(long mib, int connections) {
        assertThat(LIMITS.connectionsFor(mib << 20)).isEqualTo(connections);
    }

    /// As where memory ends, or the jars are built anew while the copies are under way.
    @Test
    void anErrorOfTheVirtualMachineEndsTheSync() throws Exception {
        buckets.write(new ObjectLocation("from", "key"), new byte[] {1});
        var error = new NoClassDefFoundError("s3migrate/transfer/Copied");
        source.faults()
                .place(
                        Verb.OPEN,
                        new Fault.RunBefore(() -> {
                            throw error;
                        }));

        try (var evidence = new EvidenceLog(directory.resolve("evidence"), time);
                var transfers = transfers(evidence)) {
            transfers.give(job("key"));

            assertThatThrownBy(transfers::settle).isSameAs(error);
            assertThatThrownBy(() -> transfers.give(job("next"))).isSameAs(error);
        }
    }

    @Test
    void eachObjectThatIsGivenIsCountedOnce() throws Exception {
        for (var key : List.of("new", "equal")) {
            buckets.write(new ObjectLocation("from", key), new byte[] {1});
        }
        buckets.write(new ObjectLocation("to", "equal"), new byte[] {1});

        try (var evidence = new EvidenceLog(directory.resolve("evidence"), time);
                var transfers = transfers(evidence)) {
            for (var key : List.of("new", "equal", "gone")) {
                transfers.give(job(key));
            }
            transfers.settle();
        }

        var done = tallies.done();
        assertThat(List.of(done.copiedObjects(), done.present(), done.gone()))
                .containsExactly(1L, 1L, 1L);
    }

    /// Parts on their way can keep one alive, and so can a store that does not keep its word.
    @Test
    void anUploadThatNobodyCanEndIsAFailureOfItsObjectAlone() throws Exception {
        for (var key : List.of("small", "stuck")) {
            buckets.write(new ObjectLocation("from", key), new byte[] {1});
        }
        leaveOpen("stuck");
        destination = neverAborting();

        try (var evidence = new EvidenceLog(directory.resolve("evidence"), time);
                var transfers = transfers(evidence)) {
            transfers.give(job("stuck"));
            transfers.give(job("small"));
            transfers.settle();
        }

        assertThat(tallies.done().copiedObjects()).isEqualTo(1);
        assertThat(failures.kept())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.reason())
                                .startsWith("abort upload ")
                                .endsWith(" of s3://to/stuck: still there after 10 times"));
    }

    /// It is no try of the object's own, and none that it has left.
    @Test
    void anObjectThatSomebodyElseHeldAtItsLastTryIsStillGivenUp() throws Exception {
        var from = new ObjectLocation("from", "held");
        buckets.write(from, new byte[101]);
        var pinned = buckets.find(from).orElseThrow().pinned();
        var now = time.instant();
        var other = new Lease("another", now.plus(Duration.ofHours(1)));
        ledger.replace(
                Optional.empty(),
                LedgerEntry.intent(new ObjectLocation("to", "held"), pinned, other, now));
        source.faults().place(Verb.FIND, new Fault.Throttled(7));
        source.faults().place(Verb.FIND, 9, new Fault.Throttled(1_000));

        try (var evidence = new EvidenceLog(directory.resolve("evidence"), time);
                var transfers = transfers(evidence)) {
            transfers.give(job("held"));
            transfers.settle();
        }

        assertThat(source.faults().calls(Verb.FIND)).isEqualTo(9);
        assertThat(failures.kept())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).isEqualTo("SlowDown"));
    }

    private void leaveOpen(String key) {
        var to = new ObjectLocation("to", key);
        var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        var upload = buckets.create(to, nothing, ChecksumAlgorithm.CRC32C);
        var source = PinnedObject.unseen(new ObjectLocation("from", key));
        var now = time.instant();
        ledger.replace(
                Optional.empty(),
                LedgerEntry.intent(to, source, new Lease("killed", now), now)
                        .uploading(new UploadRecord(upload.id(), 100, upload.algorithm()), now));
    }

    private ObjectStore neverAborting() {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) ->
                                method.getName().equals("abort")
                                        ? null
                                        : method.invoke(buckets, arguments));
    }

    @Test
    void anObjectWithoutAnEndIsNotPassedOver() {
        tallies.given();

        assertThatThrownBy(tallies::requireEnds)
                .hasMessage("1 objects were begun and 0 came to an end");
    }

    private SyncTransfers transfers(EvidenceLog evidence) {
        var settings =
                new TransferSettings(
                        100,
                        2,
                        3,
                        100,
                        Duration.ofMinutes(2),
                        Duration.ZERO,
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        Evidence.SIZE);
        var transfer =
                new Transfer(
                        source,
                        destination,
                        ledger,
                        new CopyWay.Streaming("a test wants it"),
                        settings,
                        Deletes.NONE,
                        time,
                        time,
                        (_, _) -> () -> {},
                        new Random(1),
                        new CopyRate(),
                        tallies);
        return new SyncTransfers(
                transfer, LIMITS, tallies, failures, evidence, time, time, new Random(1));
    }

    private Job job(String key) {
        return new Job(
                "route",
                new ObjectLocation("from", key),
                Optional.empty(),
                new ObjectLocation("to", key),
                OptionalLong.of(1),
                Optional.empty(),
                JobHistory.startingAt(time.instant()));
    }
}
