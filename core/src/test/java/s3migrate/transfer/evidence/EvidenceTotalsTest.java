package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;
import s3migrate.transfer.evidence.EvidenceTotals.Amount;

/// What many lines about the same objects of a run come to.
class EvidenceTotalsTest {

    private static final long HEAP = 1L << 30;

    @Test
    void anObjectThatFailedAndWasCopiedLaterIsCopied() throws Exception {
        var failed = line("a", 5, Outcome.FAILED, 1);
        var copied = line("a", 7, Outcome.COPIED, 2);
        for (var lines : List.of(List.of(failed, copied), List.of(copied, failed))) {
            var totals = totals(lines, HEAP);
            assertThat(totals.of(Outcome.COPIED)).isEqualTo(new Amount(1, 7));
            assertThat(totals.of(Outcome.FAILED)).isEqualTo(new Amount(0, 0));
        }
        assertThat(totals(List.of(failed, copied), HEAP).failures()).isEmpty();
    }

    @Test
    void anObjectThatWasCopiedAndFailedLaterIsAFailure() throws Exception {
        var copied = line("a", 7, Outcome.COPIED, 1);
        var failed = line("a", 5, Outcome.FAILED, 2);
        for (var lines : List.of(List.of(failed, copied), List.of(copied, failed))) {
            var totals = totals(lines, HEAP);
            assertThat(totals.of(Outcome.COPIED)).isEqualTo(new Amount(0, 0));
            assertThat(totals.of(Outcome.FAILED)).isEqualTo(new Amount(1, 5));
            assertThat(totals.provedBy(Evidence.CHECKSUM)).isEqualTo(new Amount(0, 0));
        }
        assertThat(totals(List.of(copied, failed), HEAP).failures()).containsExactly(failed);
    }

    @Test
    void aCopyThatALaterLookFoundIsACopy() throws Exception {
        var copied = line("a", 7, Outcome.COPIED, 1);
        var found = line("a", 7, Outcome.ALREADY_THERE, 3);
        var failed = line("a", 7, Outcome.FAILED, 2);
        for (var lines : List.of(List.of(found, copied, failed), List.of(copied, found))) {
            var totals = totals(lines, HEAP);
            assertThat(totals.of(Outcome.COPIED)).isEqualTo(new Amount(1, 7));
            assertThat(totals.by(Way.STREAMING)).isEqualTo(new Amount(1, 7));
        }
    }

    @Test
    void objectsOfOtherRunsAndRoutesAreOthers() throws Exception {
        var one = line("a", 7, Outcome.COPIED, 1);
        var totals = totals(List.of(one, ofRun(one, "run-2"), ofRun(one, "run-3")), HEAP);
        assertThat(totals.of(Outcome.COPIED)).isEqualTo(new Amount(3, 21));
    }

    /// As a map of whole lines counts them.
    @Test
    void manyLinesOfManyObjectsCountTheLatestOfEach() {
        Cases.forAll(
                EvidenceTotalsTest::manyLines,
                lines -> {
                    var latest = new HashMap<String, EvidenceLine>();
                    lines.forEach(line ->
                            latest.merge(line.key(), line, (one, other) -> later(one, other)));
                    Map<Outcome, Amount> expected = new EnumMap<>(Outcome.class);
                    latest.values()
                            .forEach(line ->
                                    expected.merge(
                                            line.outcome(),
                                            new Amount(1, line.size().orElseThrow()),
                                            Amount::plus));
                    var totals = totals(lines, HEAP);
                    for (var outcome : Outcome.values()) {
                        assertThat(totals.of(outcome))
                                .isEqualTo(expected.getOrDefault(outcome, new Amount(0, 0)));
                    }
                    assertThat(totals.eachOnce()).isTrue();
                });
    }

    @Test
    void moreObjectsThanTheHeapHoldsCountByTheirLinesAndThatIsSaid() throws Exception {
        var lines = new ArrayList<EvidenceLine>();
        IntStream.range(0, 1_000).forEach(i -> lines.add(line("k" + i, 1, Outcome.COPIED, i)));
        lines.addAll(List.copyOf(lines));
        var totals = totals(lines, 1);
        assertThat(totals.eachOnce()).isFalse();
        assertThat(totals.of(Outcome.COPIED).objects()).isBetween(1_001L, 2_000L);
    }

    private static List<EvidenceLine> manyLines(RandomGenerator random) {
        int keys = 1 + random.nextInt(3_000);
        int count = random.nextInt(5_000);
        var lines = new ArrayList<EvidenceLine>();
        // No ALREADY_THERE: that is not as simple as the latest.
        var outcomes = List.of(Outcome.COPIED, Outcome.FAILED, Outcome.SOURCE_GONE);
        for (int i = 0; i < count; i++) {
            var outcome = outcomes.get(random.nextInt(outcomes.size()));
            lines.add(line("k" + random.nextInt(keys), random.nextLong(1L << 45), outcome, i));
        }
        Collections.shuffle(lines, new Random(random.nextLong()));
        return lines;
    }

    private static EvidenceLine later(EvidenceLine one, EvidenceLine other) {
        return one.time().isAfter(other.time()) ? one : other;
    }

    private static EvidenceTotals totals(List<EvidenceLine> lines, long heap) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.toJson()).append('\n'));
        var totals = new EvidenceTotals(heap);
        try {
            totals.add(new ByteArrayInputStream(text.toString().getBytes(US_ASCII)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return totals;
    }

    private static EvidenceLine ofRun(EvidenceLine line, String run) {
        return of(run, line.key(), line.size().orElseThrow(), line.outcome(), 1);
    }

    private static EvidenceLine line(String key, long size, Outcome outcome, int second) {
        return of("run-1", key, size, outcome, second);
    }

    private static EvidenceLine of(String run, String key, long size, Outcome outcome, int second) {
        boolean copied = outcome == Outcome.COPIED;
        return new EvidenceLine(
                "route",
                Optional.of(run),
                key,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(size),
                0,
                copied ? Optional.of(Way.STREAMING) : Optional.empty(),
                copied ? Optional.of(Evidence.CHECKSUM) : Optional.empty(),
                outcome,
                outcome == Outcome.FAILED ? Optional.of("no") : Optional.empty(),
                Lines.NOW.plusSeconds(second));
    }
}
