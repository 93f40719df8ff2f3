package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.store.Racing;

/// Every promise of the port for runs, one suite for the fake and for the adapter.
public interface RunLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    Lease LEASE = new Lease("jobsender-1", NOW.plusSeconds(60));
    Lease OTHER = new Lease("jobsender-2", NOW.plusSeconds(90));
    String OF = "s3://a/ to s3://b/d/";
    String RUN = "2026-01-02T03:04:05Z";
    RunRecord FIRST = RunRecord.first("r", RUN, OF, false, false, NOW);
    RangeRecord ALL = RangeRecord.all("r", RUN);

    /// A ledger without runs.
    RunLedger ledger();

    @Test
    default void findsNoRunWhereNoneWas() {
        assertThat(ledger().find("r")).isEmpty();
    }

    @Test
    default void keepsABeginning() {
        assertThat(begin()).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().find("r2")).isEmpty();
        assertThat(ledger().ranges(FIRST)).containsExactly(ALL);
    }

    @Test
    default void keepsACheckpointOfAnyKeyAndCounts() {
        String reached = "\u0001/a//\uff5e\ud83d\ude00".repeat(70);
        var counts = Map.of("same", 1_000_000_000L, "same_bytes", 50L << 50);
        begin();
        var taken = ALL.takenBy(LEASE);
        assertThat(write(ALL, taken)).isTrue();
        var further = taken.at(reached, counts, OTHER);
        assertThat(write(taken, further)).isTrue();
        assertThat(ledger().ranges(FIRST)).containsExactly(further);
        assertThat(write(further, further.free())).isTrue();
        assertThat(ledger().ranges(FIRST)).containsExactly(further.free());
    }

    @Test
    default void keepsEveryStepOfARun() {
        begin();
        var last = FIRST;
        for (var next :
                List.of(
                        FIRST.deletes(),
                        FIRST.deletes().ended(Map.of("sent", 3L), NOW.plusSeconds(9)),
                        FIRST.deletes().completes(new CompleteUpTo(NOW, 2, Optional.of(NOW))),
                        FIRST.next("later", OF, true, 7, true, NOW)
                                .asks("why?", Map.of("same", 1L), NOW),
                        FIRST.next("later", OF, true, 7, false, NOW.plusSeconds(9)))) {
            assertThat(write(last, next)).isTrue();
            assertThat(ledger().find("r")).hasValue(next);
            last = next;
        }
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        var fine = NOW.plusNanos(123_456);
        begin();
        var taken = ALL.takenBy(new Lease(LEASE.owner(), LEASE.until().plusNanos(123_456)));
        assertThat(write(ALL, taken)).isTrue();
        assertThat(ledger().ranges(FIRST)).containsExactly(ALL.takenBy(LEASE));
        assertThat(write(taken, taken.done(Map.of()))).isTrue();
        assertThat(write(FIRST, FIRST.ended(Map.of(), fine))).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST.ended(Map.of(), NOW));
    }

    @Test
    default void cutsARangeInOneStep() {
        begin();
        var near = ALL.takenBy(LEASE);
        write(ALL, near);
        assertThat(cut(FIRST, near, "m")).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST.split());
        assertThat(ledger().ranges(FIRST.split()))
                .containsExactly(near.upTo("m"), near.behind("m", 1));
    }

    @Test
    default void cutsNothingThatAnotherHasTakenOrCutMeanwhile() {
        begin();
        var near = ALL.takenBy(LEASE);
        write(ALL, near);
        assertThat(cut(FIRST, ALL, "m")).isFalse();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(cut(FIRST, near, "m")).isTrue();
        assertThat(cut(FIRST, near, "f")).isFalse();
        assertThat(ledger().ranges(FIRST.split())).hasSize(2);
    }

    /// By one who cut the range and was not answered.
    @Test
    default void joinsNothingThatWasCutMeanwhile() {
        begin();
        var near = ALL.takenBy(LEASE);
        write(ALL, near);
        assertThat(cut(FIRST, near, "m")).isTrue();
        assertThat(write(near, near.free())).isFalse();
        assertThat(write(near, near.at("k", Map.of(), OTHER))).isFalse();
        var shorter = near.upTo("m");
        assertThat(cut(FIRST.split(), shorter, "f")).isTrue();
        assertThat(write(shorter, shorter.free())).isFalse();
        assertThat(ledger().ranges(FIRST.split().split()).getFirst()).isEqualTo(near.upTo("f"));
    }

    @Test
    default void findsTheRangesOfAnyNumberAndNoneOfAnEarlierRun() {
        begin();
        var run = FIRST;
        var near = ALL.takenBy(LEASE);
        write(ALL, near);
        for (int i = 0; i < 120; i++) {
            assertThat(cut(run, near, "k")).isTrue();
            near = near.upTo("k");
            run = run.split();
        }
        assertThat(ledger().ranges(run))
                .extracting(RangeRecord::number)
                .isEqualTo(IntStream.rangeClosed(0, 120).boxed().toList());
        assertThat(ledger().ranges(run.next("later", OF, false, 0, false, NOW))).isEmpty();
    }

    @Test
    default void aNewRangeReplacesWhatAnEarlierRunLeft() {
        begin();
        var next = FIRST.next("later", OF, false, 0, false, NOW);
        var all = RangeRecord.all("r", "later");
        assertThat(
                        ledger().write(
                                        List.of(
                                                new Change.OfRun(Optional.of(FIRST), next),
                                                new Change.NewRange(all))))
                .isTrue();
        assertThat(ledger().ranges(next)).containsExactly(all);
        assertThat(write(ALL, ALL.takenBy(LEASE))).isFalse();
    }

    @Test
    default void refusesASecondBeginning() {
        begin();
        assertThat(begin()).isFalse();
    }

    @Test
    default void refusesWhoeverWasOvertaken() {
        begin();
        var late = ALL.takenBy(LEASE);
        write(ALL, late);
        var overtaking = late.takenBy(OTHER);
        assertThat(write(late, overtaking)).isTrue();
        assertThat(write(late, late.done(Map.of()))).isFalse();
        assertThat(ledger().ranges(FIRST)).containsExactly(overtaking);
    }

    @Test
    default void refusesATakeoverOfALeaseThatWasRenewedOrGivenBack() {
        begin();
        var held = ALL.takenBy(LEASE);
        write(ALL, held);
        var renewed = held.at("k", Map.of(), OTHER);
        write(held, renewed);
        assertThat(write(held, held.takenBy(OTHER))).isFalse();
        write(renewed, renewed.free());
        assertThat(write(renewed, renewed.takenBy(LEASE))).isFalse();
        assertThat(ledger().ranges(FIRST)).containsExactly(renewed.free());
    }

    @Test
    default void letsOneOfManyBegin() throws InterruptedException {
        assertThat(Racing.of(16, _ -> begin())).containsOnlyOnce(true);
    }

    @Test
    default void letsOneOfManyTakeARange() throws InterruptedException {
        begin();
        assertThat(Racing.of(16, _ -> write(ALL, ALL.takenBy(LEASE)))).containsOnlyOnce(true);
    }

    private boolean begin() {
        return ledger().write(
                        List.of(
                                new Change.OfRun(Optional.empty(), FIRST),
                                new Change.NewRange(ALL)));
    }

    private boolean write(RunRecord seen, RunRecord next) {
        return ledger().write(List.of(new Change.OfRun(Optional.of(seen), next)));
    }

    private boolean write(RangeRecord seen, RangeRecord next) {
        return ledger().write(List.of(new Change.OfRange(seen, next)));
    }

    private boolean cut(RunRecord run, RangeRecord near, String at) {
        return ledger().write(
                        List.of(
                                new Change.OfRun(Optional.of(run), run.split()),
                                new Change.OfRange(near, near.upTo(at)),
                                new Change.NewRange(near.behind(at, run.ranges()))));
    }
}
