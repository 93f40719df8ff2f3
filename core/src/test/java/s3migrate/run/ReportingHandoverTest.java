package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batching;
import s3migrate.job.MemoryJobQueue;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingRequest;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;
import s3migrate.transfer.evidence.EvidenceTotals;

class ReportingHandoverTest {

    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore store =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS).withBucket("reports");
    private final EvidenceBucket reports = new EvidenceBucket(store, "reports");

    @Test
    void whatIsLeftOutHasItsLineOnceItIsSettled() throws Exception {
        try (var handover = handover()) {
            handover.leaveOut(archived(1), "archived: storage class GLACIER");
            handover.leaveOut(archived(2), "archived: storage class GLACIER");
            assertThat(files()).isEmpty();
            handover.settle();
        }
        assertThat(leftOut()).isEqualTo(new EvidenceTotals.Amount(2, 14));
    }

    @Test
    void aStretchThatIsDoneAgainOverwritesItsLines() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (var handover = handover()) {
                handover.leaveOut(archived(1), "archived: storage class GLACIER");
                handover.settle();
                handover.leaveOut(archived(2), "archived: storage class GLACIER");
                handover.settle();
            }
        }
        assertThat(leftOut()).isEqualTo(new EvidenceTotals.Amount(2, 14));
        assertThat(files()).hasSize(2);
    }

    @Test
    void linesOfManyObjectsDoNotGatherInMemory() throws Exception {
        try (var handover = handover()) {
            for (int i = 0; i < 10_000; i++) {
                handover.leaveOut(archived(i), "archived: storage class GLACIER");
            }
            assertThat(files()).hasSize(1);
        }
    }

    private Handover handover() {
        var jobs = new QueueHandover(new MemoryJobQueue(), "run-1", Batching.through(1_000), 8);
        return new ReportingHandover(jobs, reports, "r", "run-1", time);
    }

    private ObjectSummary archived(int i) {
        return new ObjectSummary(
                "k" + i, new ETag("e"), Optional.empty(), 7, time.instant(), "GLACIER");
    }

    private EvidenceTotals.Amount leftOut() {
        var within = Deadline.in(Duration.ofMinutes(1), time);
        return reports.reader()
                .totals("r", Optional.of("run-1"), within)
                .orElseThrow()
                .of(Outcome.LEFT_OUT);
    }

    private List<String> files() {
        return store
                .list(ListingRequest.first("reports", "evidence/r/run-1/", ""))
                .objects()
                .stream()
                .map(ObjectSummary::key)
                .toList();
    }
}
