package s3migrate.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.RunRecord;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine;

class ReportedRunsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE = "e5219a25679e";
    private static final Instant START = Instant.parse("2026-11-21T13:00:00Z");
    private static final RunRecord ENDED =
            RunRecord.first(ROUTE, START.toString(), "a to b", false, false, START)
                    .ended(
                            new Totals(
                                            Map.of(
                                                    Finding.SAME, new Amount(1_295, 700),
                                                    Finding.MISSING, new Amount(2, 31),
                                                    Finding.ARCHIVED, new Amount(1, 17),
                                                    Finding.SENT, new Amount(1, 14)))
                                    .counts(),
                            START.plusSeconds(9));

    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore store =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS).withBucket("reports");
    private final EvidenceBucket bucket = new EvidenceBucket(store, "reports");
    private final ReportedRuns reports = new ReportedRuns(bucket, () -> START.plusSeconds(12));

    @Test
    void sumsUpWhatARunFoundAndWhatBecameOfIt() throws Exception {
        var cold =
                new ObjectSummary(
                        "2024/a.jpg", new ETag("e"), Optional.empty(), 17, START, "GLACIER");
        var line =
                EvidenceLine.leftOut(
                        ROUTE, ENDED.run(), cold, "archived: storage class GLACIER", START);
        bucket.write(ROUTE, Optional.of(ENDED.run()), "left-out-1", List.of(line));

        reports.write(ENDED, Deadline.never(time));

        assertThat(report()).isEqualTo(JSON.readTree(shown()));
    }

    /// The one object that was sent has its line; but so may have another, sent before a kill.
    @Test
    void aRunThatWasRedoneInPartIsNotFinished() throws Exception {
        var job =
                new Job(
                        ROUTE,
                        new ObjectLocation("photos", "b"),
                        Optional.empty(),
                        new ObjectLocation("backup", "b"),
                        OptionalLong.of(14),
                        Optional.empty(),
                        JobHistory.startingAt(START));
        var line = EvidenceLine.failed(job.foundBy(ENDED.run()), "no", START);
        bucket.write(ROUTE, Optional.of(ENDED.run()), "m", List.of(line));
        reports.write(ENDED, Deadline.never(time));
        assertThat(report().path("finished").booleanValue()).isTrue();

        var redone = Totals.of(ENDED.counts()).redoneOnce();
        reports.write(ENDED.ended(redone.counts(), START), Deadline.never(time));
        assertThat(report().path("finished").booleanValue()).isFalse();
        assertThat(report().path("redone").longValue()).isEqualTo(1);
    }

    @Test
    void saysThatItCouldNotSumUpInTime() throws Exception {
        reports.write(ENDED, Deadline.in(Duration.ZERO, time));

        assertThat(report().path("summed_up").booleanValue()).isFalse();
        assertThat(report().has("digest")).isFalse();
        assertThat(report().path("findings").path("same").longValue()).isEqualTo(1_295);
    }

    private JsonNode report() throws Exception {
        var at = new ObjectLocation("reports", "runs/%s/%s.json".formatted(ROUTE, ENDED.run()));
        return JSON.readTree(new String(store.bytes(at).orElseThrow(), UTF_8));
    }

    private static String shown() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("run-report"))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
