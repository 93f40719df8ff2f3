package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.time.ManualTime;

/// What several processes get of one run.
class LedgerRangesTest {

    private static final String RUN = "2026-01-01T00:00:00Z";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int PROCESSES = 4;

    private final ManualTime time = new ManualTime();
    private final MemoryRunLedger ledger = new MemoryRunLedger();

    /// Each takes, and cuts, all that its listers can do before the next one has even started.
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7, 8, 9, 32})
    void whoeverStartsFirstLeavesSomethingToTheOthers(int ranges) {
        begin(ranges);
        for (int share = PROCESSES - 1; share >= 0; share--) {
            var process = ranges(ledger, new Share(share, PROCESSES));
            var taken = takeAll(process);
            assertThat(taken).as("share %d", share).isNotEmpty();
            assertThat(process.split(taken.getFirst(), taken.getFirst().range().after() + "+"))
                    .isPresent();
        }
    }

    @Test
    void whoHasDoneItsPartGoesOnWithTheRest() {
        begin(8);
        var share = new Share(1, PROCESSES);
        var all = new ArrayList<Ranges.Claim>();
        for (var part = takeAll(ranges(ledger, share)); !part.isEmpty(); ) {
            part.forEach(claim -> claim.end(Totals.NONE));
            all.addAll(part);
            part = takeAll(ranges(ledger, share));
        }
        assertThat(all).hasSize(8);
    }

    @Test
    void whoIsAloneTakesAll() {
        begin(8);
        assertThat(takeAll(ranges(ledger, Share.WHOLE))).hasSize(8);
    }

    /// As the SDK does to whoever is interrupted while DynamoDB is at it.
    @Test
    void aCutThatWasDoneWithoutAnAnswerStaysWhole() {
        begin(1);
        try (var ranges = ranges(new Unanswered(ledger), Share.WHOLE)) {
            var near = ranges.take().orElseThrow();
            assertThatThrownBy(() -> ranges.split(near, "m")).isInstanceOf(LedgerException.class);
            assertThat(near.save("k", Totals.NONE)).isFalse();
        }
        assertThat(ledger.ranges(record()))
                .extracting(RangeRecord::after, RangeRecord::upTo)
                .containsExactly(tuple("", Optional.of("m")), tuple("m", Optional.empty()));
        time.pass(LEASE);
        assertThat(takeAll(ranges(ledger, Share.WHOLE))).hasSize(2);
    }

    private static List<Ranges.Claim> takeAll(LedgerRanges ranges) {
        var taken = new ArrayList<Ranges.Claim>();
        for (var next = ranges.take(); next.isPresent(); next = ranges.take()) {
            taken.add(next.get());
        }
        return taken;
    }

    /// A run in so many ranges, whose numbers are all of one share.
    private void begin(int ranges) {
        var run = RunRecord.first("r", RUN, "a to b", false, false, time.instant());
        write(new Change.OfRun(Optional.empty(), run), new Change.NewRange(all()));
        var near = all();
        int last = (ranges - 1) * PROCESSES;
        for (int number = 1; number <= last; number++) {
            var at = "%03d".formatted(last - number);
            var far = near.behind(at, number);
            var kept = number % PROCESSES == 0 ? far : far.done(Map.of());
            write(
                    new Change.OfRun(Optional.of(run), run.split()),
                    new Change.OfRange(near, near.upTo(at)),
                    new Change.NewRange(kept));
            near = near.upTo(at);
            run = run.split();
        }
    }

    private static RangeRecord all() {
        return RangeRecord.all("r", RUN);
    }

    private void write(Change... changes) {
        assertThat(ledger.write(List.of(changes))).isTrue();
    }

    private RunRecord record() {
        return ledger.find("r").orElseThrow();
    }

    private LedgerRanges ranges(RunLedger of, Share share) {
        return new LedgerRanges(of, record(), share, "jobsender-" + share.number(), LEASE, time);
    }

    /// A ledger that does what it is asked for together, and does not say so.
    private record Unanswered(RunLedger ledger) implements RunLedger {

        @Override
        public Optional<RunRecord> find(String route) {
            return ledger.find(route);
        }

        @Override
        public List<RangeRecord> ranges(RunRecord run) {
            return ledger.ranges(run);
        }

        @Override
        public boolean write(List<Change> changes) {
            boolean done = ledger.write(changes);
            if (changes.size() > 1) {
                throw new LedgerException("interrupted");
            }
            return done;
        }
    }
}
