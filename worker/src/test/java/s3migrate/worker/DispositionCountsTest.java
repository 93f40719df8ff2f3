package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.object.ObjectMetadata;
import s3migrate.price.Distance;
import s3migrate.price.Priced;
import s3migrate.route.SettingsException;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// Every end of an object is counted, also that of a small one, by messages as they arrive.
class DispositionCountsTest {

    private final Bench bench = new Bench();

    @Test
    void aSmallCopyIsCounted() throws Exception {
        bench.write("small", 60);
        bench.settle(Bench.created(Map.of("small", 60)));
        assertThat(bench.measured())
                .containsOnly(
                        Map.entry("Copied-objects", 1L),
                        Map.entry("Completed-bytes", 60L),
                        Map.entry("Streamed-bytes", 60L),
                        Map.entry("Uploading-bytes", 60L),
                        Map.entry("Proved-by-checksum", 1L));
    }

    @Test
    void theWayOfCopiedBytesIsPaidFor() throws Exception {
        bench.transfer.goes(Bench.ROUTE.name(), Distance.TO_ANOTHER_REGION);
        bench.write("small", 60);
        bench.settle(Bench.created(Map.of("small", 60)));
        bench.settle(Bench.created(Map.of("gone", 60)));
        assertThat(bench.meter.units())
                .isEqualTo(Map.of(Priced.REGION_TRANSFER_GB, 60.0 / (1 << 30)));
    }

    /// One CopyObject of the destination onto itself: no byte leaves a region.
    @Test
    void headersThatAreMendedInPlaceMoveNothing() throws Exception {
        bench.transfer.goes(Bench.ROUTE.name(), Distance.TO_ANOTHER_REGION);
        bench.write("a", 60);
        bench.destinationStore.write(Bench.copy("a"), Bench.bytes(60));
        var metadata = ObjectMetadata.NONE.withUser("owner", "me");
        bench.sourceStore.put(
                Bench.source("a"),
                new NewObject(metadata, Optional.empty(), Map.of()),
                MemoryBody.of(Bench.bytes(60)),
                bench.sourceStore.find(Bench.source("a")).orElseThrow().checksum(),
                new Expectation.Any());

        bench.settle(Bench.created(Map.of("a", 60)));

        assertThat(bench.destinationStore.find(Bench.copy("a")).orElseThrow().metadata().user())
                .isEqualTo(metadata.user());
        assertThat(bench.measured())
                .containsOnly(
                        Map.entry("Restarted-objects", 1L),
                        Map.entry("Copied-objects", 1L),
                        Map.entry("Completed-bytes", 60L),
                        Map.entry("Proved-by-checksum", 1L));
        assertThat(bench.meter.units()).containsOnly(Map.entry(Priced.REGION_TRANSFER_GB, 0.0));
    }

    /// Its parts were counted as they arrived.
    @Test
    void anObjectWhoseReplyOfTheCompleteWasLostIsPaidForOnce() throws Exception {
        bench.transfer.goes(Bench.ROUTE.name(), Distance.TO_ANOTHER_REGION);
        bench.write("large", 1_000);
        bench.destination.faults().place(Verb.COMPLETE, new Fault.LostReply());

        bench.settle(Messages.encode(new Message.SingleJob(bench.job("large", 1_000))));

        assertThat(bench.measured())
                .contains(
                        Map.entry("Copied-objects", 1L),
                        Map.entry("Completed-bytes", 1_000L),
                        Map.entry("Uploading-bytes", 1_000L));
        assertThat(bench.meter.units())
                .isEqualTo(Map.of(Priced.REGION_TRANSFER_GB, 1_000.0 / (1 << 30)));
    }

    @Test
    void aSmallObjectWhoseReplyWasLostIsPaidForToo() throws Exception {
        bench.transfer.goes(Bench.ROUTE.name(), Distance.TO_ANOTHER_REGION);
        bench.write("small", 60);
        bench.destination.faults().place(Verb.PUT, new Fault.LostReply());

        bench.settle(Bench.created(Map.of("small", 60)));

        assertThat(bench.measured())
                .contains(Map.entry("Copied-objects", 1L), Map.entry("Uploading-bytes", 60L));
        assertThat(bench.meter.units())
                .isEqualTo(Map.of(Priced.REGION_TRANSFER_GB, 60.0 / (1 << 30)));
    }

    /// They crossed regions, and the source changed before the last of them.
    @Test
    void theWayOfPartsIsPaidForWhoseUploadCameToNothing() throws Exception {
        bench.transfer.goes(Bench.ROUTE.name(), Distance.TO_ANOTHER_REGION);
        bench.write("large", 1_000);
        bench.source
                .faults()
                .place(Verb.OPEN_PINNED, 4, new Fault.RunBefore(() -> bench.write("large", 900)));
        bench.settle(Messages.encode(new Message.SingleJob(bench.job("large", 1_000))));
        var measured = bench.measured();
        assertThat(measured)
                .contains(Map.entry("Completed-bytes", 900L), Map.entry("Restarted-objects", 1L));
        long uploaded = measured.getOrDefault("Uploading-bytes", 0L);
        assertThat(uploaded).isGreaterThan(900);
        assertThat(bench.meter.units())
                .isEqualTo(Map.of(Priced.REGION_TRANSFER_GB, (double) uploaded / (1 << 30)));
    }

    @Test
    void aCopyThatIsGoneOnWithCountsItsPartsOnce() throws Exception {
        bench.write("large", 1_000);
        bench.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        4,
                        new Fault.RunBefore(() -> bench.time.pass(Duration.ofMinutes(10))));
        var body = Messages.encode(new Message.SingleJob(bench.job("large", 1_000)));
        bench.flow().settle(bench.incoming(body), Deadline.in(Duration.ofMinutes(10), bench.time));
        bench.settle(Messages.encode((Message.Ours) bench.queue.sent().getFirst().message()));
        assertThat(bench.measured())
                .contains(
                        Map.entry("Resumed-objects", 1L),
                        Map.entry("Copied-objects", 1L),
                        Map.entry("Completed-bytes", 1_000L),
                        Map.entry("Uploading-bytes", 1_000L));
    }

    @Test
    void eachObjectOfABatchIsCountedByItsEnd() throws Exception {
        var denied = bench.job("denied", 20);
        var slow = bench.job("slow", 30);
        var refused = bench.job("refused", 30);
        bench.routePassedBefore();
        bench.write("good", 10);
        bench.refused.put(denied, new StoreException.ObjectRefused("AccessDenied", "get: denied"));
        bench.refused.put(slow, new StoreException.Transient("SlowDown", "get: slow"));
        bench.refused.put(refused, new SettingsException("parameter p", List.of("missing")));
        var batch =
                new Batch(
                        List.of(
                                bench.job("good", 10),
                                denied,
                                slow,
                                refused,
                                bench.job("gone", 40)));
        bench.settle(Messages.encode(batch));
        assertThat(bench.measured())
                .contains(
                        Map.entry("Copied-objects", 1L),
                        Map.entry("Failed-objects", 1L),
                        Map.entry("Retried-objects", 1L),
                        Map.entry("Paused-objects", 1L),
                        Map.entry("Source-gone-objects", 1L));
    }

    @Test
    void whatNeedsNoCopyIsCountedByItsReason() throws Exception {
        bench.write("a", 10);
        bench.settle(Bench.created(Map.of("a", 10)));
        bench.settle(Bench.created(Map.of("a", 10)));
        bench.routing = () -> Bench.routing(List.of(Bench.ROUTE), "photos/*.tmp");
        bench.settle(Bench.created(Map.of("b.tmp", 10)));
        bench.settle("{}");
        assertThat(bench.measured())
                .contains(
                        Map.entry("Already-there-objects", 1L),
                        Map.entry("Proved-by-checksum", 2L),
                        Map.entry("Ignored-objects", 1L),
                        Map.entry("Malformed-messages", 1L))
                .doesNotContainKey("Failed-objects");
    }
}
