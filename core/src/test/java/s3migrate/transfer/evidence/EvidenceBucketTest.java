package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

class EvidenceBucketTest {

    private static final Optional<String> RUN = Optional.of("run-1");

    private final MemoryObjectStore reports =
            new MemoryObjectStore(new ManualTime(), MemoryRules.SMALL_PARTS).withBucket("reports");
    private final FaultyObjectStore store = new FaultyObjectStore(reports);
    private final EvidenceBucket bucket = new EvidenceBucket(store, "reports");

    @Test
    void writesOneFileForAMessageWhateverItsLines() {
        bucket.write("route", RUN, "message-1", thousand());
        assertThat(files()).containsExactly("evidence/route/run-1/message-1.jsonl.gz");
        assertThat(store.faults().calls(Verb.PUT)).isEqualTo(1);
        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new EvidenceTotals.Amount(1_000, 7_000));
    }

    @Test
    void aMessageThatComesAgainCountsOnce() {
        bucket.write("route", RUN, "message-1", List.of(Lines.copied("a", 7)));
        bucket.write(
                "route", RUN, "message-1", List.of(Lines.copied("a", 7), Lines.copied("b", 8)));
        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new EvidenceTotals.Amount(2, 15));
    }

    @Test
    void anObjectOfARunCountsOnceHoweverManyMessagesHadIt() {
        bucket.write("route", RUN, "m1", List.of(Lines.copied("a", 7), Lines.copied("b", 8)));
        bucket.write("route", RUN, "m2", List.of(Lines.copied("b", 8), Lines.copied("c", 9)));
        var totals = totals();
        assertThat(totals.of(Outcome.COPIED)).isEqualTo(new EvidenceTotals.Amount(3, 24));
        assertThat(totals.provedBy(Evidence.CHECKSUM)).isEqualTo(new EvidenceTotals.Amount(3, 24));
        assertThat(totals.by(Way.STREAMING)).isEqualTo(new EvidenceTotals.Amount(3, 24));
        assertThat(totals.eachOnce()).isTrue();
    }

    /// It may have changed as often.
    @Test
    void whereNoRunFoundAnObjectEachOfItsCopiesCounts() {
        var line = Lines.copiedByAnEvent("a", 7);
        bucket.write("route", Optional.empty(), "m1", List.of(line));
        bucket.write("route", Optional.empty(), "m2", List.of(line));
        assertThat(
                        bucket.reader()
                                .totals("route", Optional.empty(), Deadline.never(new ManualTime()))
                                .orElseThrow()
                                .of(Outcome.COPIED))
                .isEqualTo(new EvidenceTotals.Amount(2, 14));
    }

    @Test
    void sumsUpOneRunOfOneRoute() {
        bucket.write("route", RUN, "m1", List.of(Lines.copied("a", 7), Lines.failed("b", "no")));
        bucket.write("route", RUN, "m2", List.of(Lines.copied("c", 1)));
        bucket.write("route", Optional.of("run-10"), "m3", List.of(Lines.copied("d", 1)));
        bucket.write("route-2", RUN, "m4", List.of(Lines.copied("e", 1)));
        bucket.write("route", Optional.empty(), "m5", List.of(Lines.copied("f", 1)));
        assertThat(files()).contains("evidence/route/events/m5.jsonl.gz");

        var totals = totals();
        assertThat(totals.of(Outcome.COPIED)).isEqualTo(new EvidenceTotals.Amount(2, 8));
        assertThat(totals.of(Outcome.FAILED)).isEqualTo(new EvidenceTotals.Amount(1, 0));
        assertThat(totals.of(Outcome.SOURCE_GONE)).isEqualTo(new EvidenceTotals.Amount(0, 0));
        assertThat(totals.provedBy(Evidence.CHECKSUM)).isEqualTo(new EvidenceTotals.Amount(2, 8));
        assertThat(totals.provedBy(Evidence.SIZE)).isEqualTo(new EvidenceTotals.Amount(0, 0));
    }

    @Test
    void theDigestIsThatOfAllLinesInTheOrderOfTheirFiles() throws Exception {
        bucket.write("route", RUN, "m2", List.of(Lines.copied("c", 1)));
        bucket.write("route", RUN, "m1", List.of(Lines.copied("a", 7), Lines.failed("b", "no")));
        var text = new StringBuilder();
        for (var line :
                List.of(Lines.copied("a", 7), Lines.failed("b", "no"), Lines.copied("c", 1))) {
            text.append(EvidenceJson.write(line)).append('\n');
        }
        var expected =
                MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(US_ASCII));
        var totals = totals();
        assertThat(totals.digest())
                .isEqualTo(HexFormat.of().formatHex(expected))
                .isEqualTo(totals.digest());
    }

    @Test
    void readsEveryPageOfTheListing() {
        for (int i = 0; i < ListingRequest.MAX_KEYS + 1; i++) {
            bucket.write("route", RUN, "message-" + i, List.of(Lines.copied("key-" + i, 1)));
        }
        assertThat(totals().of(Outcome.COPIED).objects()).isEqualTo(ListingRequest.MAX_KEYS + 1);
    }

    @Test
    void aWriteThatIsRefusedIsNoEvidence() {
        store.faults()
                .place(
                        Verb.PUT,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused(
                                        "AccessDenied", "put s3://reports/x: AccessDenied")));
        assertThatThrownBy(() -> bucket.write("route", RUN, "m", List.of(Lines.copied("a", 1))))
                .isInstanceOf(EvidenceException.class)
                .hasMessage("put s3://reports/x: AccessDenied");
    }

    @Test
    void aFileThatBreaksOnTheWayIsReadAgain() {
        bucket.write("route", RUN, "m", List.of(Lines.copied("a", 7)));
        store.faults().place(Verb.OPEN, 1, new Fault.CutAfter(4));
        store.faults().place(Verb.OPEN, 2, new Fault.Throttled(1));

        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new EvidenceTotals.Amount(1, 7));
    }

    /// What looks for one key reads each file of the route, too.
    @Test
    void aFileThatBreaksOnTheWayIsSearchedAgain() {
        bucket.write("route", RUN, "m", List.of(Lines.copied("a", 7), Lines.copied("b", 8)));
        bucket.writeReport("route", "run-1", "{}");
        store.faults().place(Verb.OPEN, 1, new Fault.CutAfter(4));
        store.faults().place(Verb.OPEN, 2, new Fault.Throttled(1));
        assertThat(bucket.reader().find("route", "a")).containsExactly(Lines.copied("a", 7));

        store.faults().place(Verb.OPEN, new Fault.CutAfter(1));
        assertThat(bucket.reader().report("route", "run-1")).hasValue("{}");
        assertThat(bucket.reader().runs("route")).containsExactly("run-1");
        assertThat(bucket.reader().report("route", "run-2")).isEmpty();
    }

    @Test
    void aFileThatAlwaysBreaksIsNoSum() {
        bucket.write("route", RUN, "m", List.of(Lines.copied("a", 7)));
        store.faults().place(Verb.OPEN, new Fault.Throttled(3));

        assertThatThrownBy(() -> totals()).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aFileThatIsNotOursIsNamed() {
        var file = new ObjectLocation("reports", "evidence/route/run-1/m.jsonl.gz");
        reports.write(file, "hello".getBytes(US_ASCII));
        assertThatThrownBy(() -> totals())
                .isInstanceOf(EvidenceException.class)
                .hasMessage(
                        "read s3://reports/evidence/route/run-1/m.jsonl.gz: Not in GZIP format");
    }

    @Test
    void aSumThatTakesTooLongIsNone() {
        bucket.write("route", RUN, "m", List.of(Lines.copied("a", 1)));
        var past = Deadline.in(Duration.ZERO, new ManualTime());
        assertThat(bucket.reader().totals("route", RUN, past)).isEmpty();
    }

    @Test
    void aReportIsOneFileOfItsRun() {
        bucket.writeReport("route", "run-1", "{}");
        bucket.writeReport("route", "run-1", "{\"v\": 1}");
        assertThat(files()).containsExactly("runs/route/run-1.json");
        assertThat(reports.bytes(new ObjectLocation("reports", "runs/route/run-1.json")))
                .hasValue("{\"v\": 1}".getBytes(US_ASCII));
    }

    private EvidenceTotals totals() {
        return bucket.reader().totals("route", RUN, Deadline.never(new ManualTime())).orElseThrow();
    }

    private static List<EvidenceLine> thousand() {
        var lines = new ArrayList<EvidenceLine>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(Lines.copied("key-" + i, 7));
        }
        return lines;
    }

    private List<String> files() {
        return reports.list(ListingRequest.first("reports", "", "")).objects().stream()
                .map(ObjectSummary::key)
                .toList();
    }
}
