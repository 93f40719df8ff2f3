package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.PlanRecord.Approval;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.time.Deadline;

/// What a run does that is dry first.
class PlanFirstTest {

    private static final String RUN = "2026-01-01T00:00:00Z";
    private static final int KEYS = 2_500;

    private final TwoBuckets sides = new TwoBuckets();
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final MemoryRunQueue queue = new MemoryRunQueue();
    private final List<RunRecord> reported = new ArrayList<>();
    private final List<RecordedHandover> handovers = new ArrayList<>();
    private final Plans plans = new Plans();

    /// Plans of one route: made once, and approved as told.
    private final class Plans implements RunPlans {

        private final List<Totals> made = new ArrayList<>();
        private boolean needed = true;
        private boolean cheap;
        private Runnable onMake = () -> {};

        @Override
        public boolean needed() {
            return needed;
        }

        @Override
        public PlanRecord make(String run, Totals found) {
            made.add(found);
            onMake.run();
            needed = !cheap;
            var waits =
                    new PlanRecord(
                            "r",
                            "",
                            run,
                            sides.time.instant(),
                            0,
                            0,
                            0,
                            0,
                            false,
                            "{}",
                            Optional.empty());
            return cheap ? waits.approvedBy(Approval.PRICE, sides.time.instant()) : waits;
        }

        @Override
        public boolean waitedBefore(String run) {
            return !made.isEmpty();
        }

        @Override
        public boolean lacksEarly(String run) {
            return early.isEmpty();
        }

        @Override
        public void early(String run, Sampled sample) {
            early.add(sample);
        }
    }

    private final List<Sampled> early = new ArrayList<>();

    @BeforeEach
    void writeSources() {
        for (int i = 0; i < KEYS; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
    }

    @Test
    void whatMayBeginIsCopiedByTheSameRun() throws Exception {
        plans.cheap = true;
        var ended = (RunStretch.Ended) go(RUN, Deadline.never(sides.time));
        assertThat(ended.totals().of(Finding.SENT)).isEqualTo(new Amount(KEYS, KEYS));
        assertThat(plans.made).containsExactly(ended.totals());
        assertThat(handedOver()).isEqualTo(KEYS);
        assertThat(record().dry()).isFalse();
        assertThat(reported).extracting(RunRecord::run).containsExactly(RUN);
    }

    @Test
    void whatWaitsIsCountedAndNothingIsHandedOver() throws Exception {
        var waits = (RunStretch.Waits) go(RUN, Deadline.never(sides.time));
        assertThat(waits.totals().of(Finding.SENT)).isEqualTo(new Amount(KEYS, KEYS));
        assertThat(record().dry()).isTrue();
        assertThat(record().ended()).hasValue(sides.time.instant());
        assertThat(waits.news()).isTrue();

        String later = "2026-01-01T01:00:00Z";
        var again = (RunStretch.Waits) go(later, Deadline.never(sides.time));
        assertThat(again.news()).isFalse();
        assertThat(handovers).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    void theRunAfterAnApprovalCopiesAtOnce() throws Exception {
        var _ = go(RUN, Deadline.never(sides.time));
        plans.needed = false;
        var _ = go("2026-01-01T01:00:00Z", Deadline.never(sides.time));
        assertThat(handedOver()).isEqualTo(KEYS);
        assertThat(plans.made).hasSize(1);
    }

    @Test
    void aDryRunGoesOnWhereItsTimeEnded() throws Exception {
        plans.cheap = true;
        var past = Deadline.in(Duration.ZERO, sides.time);
        for (int stretch = 1; stretch <= 2; stretch++) {
            assertThat(go(RUN, past)).isInstanceOf(RunStretch.OutOfTime.class);
            assertThat(record().dry()).isTrue();
        }
        // The last keys, and the first of the copies.
        assertThat(go(RUN, past)).isInstanceOf(RunStretch.OutOfTime.class);
        assertThat(record().dry()).isFalse();
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Ended.class);
        assertThat(handedOver()).isEqualTo(KEYS);
    }

    /// By another, while this one reads which ranges are gone through: it sees none that is left.
    @Test
    void noPlanIsMadeWithoutARangeThatWasCutOffMeanwhile() throws Exception {
        plans.cheap = true;
        var doneAtPlan = new ArrayList<List<Boolean>>();
        plans.onMake =
                () ->
                        doneAtPlan.add(
                                ledger.ranges(record()).stream().map(RangeRecord::done).toList());
        var cutting = new CutOnceDone(ledger, "k1999");
        var message = new RunRequest.Go("r", RUN);
        assertThat(go(cutting, message, Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Ended.class);
        assertThat(doneAtPlan).containsExactly(List.of(true, true));
    }

    @Test
    void aDryRunThatIsNotOverAfterItsFirstInvocationIsEstimatedOnce() throws Exception {
        var past = Deadline.in(Duration.ZERO, sides.time);
        assertThat(go(RUN, past)).isInstanceOf(RunStretch.OutOfTime.class);
        assertThat(early).isEmpty();
        var later = Deadline.in(Duration.ofHours(1), sides.time);
        assertThat(go(RUN, later)).isInstanceOf(RunStretch.Waits.class);
        assertThat(early)
                .singleElement()
                .satisfies(
                        sample -> assertThat(sample.estimate().toCopy().objects()).isEqualTo(KEYS));
        assertThat(handovers).isEmpty();
    }

    @Test
    void aSampleThatTakesLongerThanThereIsTimeIsTriedOnce() throws Exception {
        var past = Deadline.in(Duration.ZERO, sides.time);
        var _ = go(RUN, past);
        assertThat(go(RUN, past)).isInstanceOf(RunStretch.OutOfTime.class);
        assertThat(queue.sent()).extracting(RunRequest.Go::sampled).containsExactly(false, true);

        var later = Deadline.in(Duration.ofHours(1), sides.time);
        assertThat(go(ledger, queue.sent().getLast(), later)).isInstanceOf(RunStretch.Waits.class);
        assertThat(early).isEmpty();
    }

    @Test
    void aDryRunThatEndsAtOnceIsNotEstimated() throws Exception {
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Waits.class);
        assertThat(early).isEmpty();
    }

    @Test
    void anUnfinishedRunOfOtherEndsBeginsAnewAndDry() throws Exception {
        plans.needed = false;
        var _ = go(RUN, Deadline.in(Duration.ZERO, sides.time));
        plans.needed = true;
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Waits.class);
        assertThat(plans.made.getFirst().found().objects()).isEqualTo(KEYS);
    }

    /// What was counted against one destination is no price of another.
    @Test
    void anUnfinishedDryRunWhoseRouteGotAnotherDestinationCountsAnew() throws Exception {
        for (int i = 0; i < KEYS; i++) {
            sides.writeDestination("k%04d".formatted(i), "a");
        }
        assertThat(go(RUN, Deadline.in(Duration.ZERO, sides.time)))
                .isInstanceOf(RunStretch.OutOfTime.class);
        sides.route =
                new Route(
                        "r",
                        sides.route.source(),
                        new BucketPrefix("dst", "other"),
                        sides.route.options());
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Waits.class);
        assertThat(plans.made)
                .extracting(made -> made.of(Finding.MISSING).objects())
                .containsExactly((long) KEYS);
        assertThat(record().run()).isEqualTo(RUN + "-2");
    }

    @Test
    void whatADryRunFindsAnswersNoQuestion() throws Exception {
        plans.needed = false;
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Ended.class);
        deleteAllSourcesButOne();
        var asked = (RunStretch.Asks) go("2026-01-02T00:00:00Z", Deadline.never(sides.time));

        plans.needed = true;
        assertThat(go("2026-01-03T00:00:00Z", Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Waits.class);
        assertThat(record().question()).hasValue(asked.question());

        plans.needed = false;
        var again = (RunStretch.Asks) go("2026-01-04T00:00:00Z", Deadline.never(sides.time));
        assertThat(again.question()).isEqualTo(asked.question());
        assertThat(again.news()).isFalse();
    }

    @Test
    void aSourceThatBecameMuchSmallerBeforeADryRunIsAskedAboutByTheNext() throws Exception {
        plans.needed = false;
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Ended.class);
        deleteAllSourcesButOne();
        plans.needed = true;
        assertThat(go("2026-01-02T00:00:00Z", Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Waits.class);
        plans.needed = false;
        assertThat(go("2026-01-03T00:00:00Z", Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Asks.class);
    }

    /// Whoever confirmed it once is not asked again because that run was dry.
    @Test
    void aDryRunThatAPersonConfirmedCountsForTheNext() throws Exception {
        plans.needed = false;
        assertThat(go(RUN, Deadline.never(sides.time))).isInstanceOf(RunStretch.Ended.class);
        deleteAllSourcesButOne();
        plans.needed = true;
        var confirmed = new RunRequest.Go("r", "2026-01-02T00:00:00Z", true, Share.WHOLE);
        assertThat(go(ledger, confirmed, Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Waits.class);
        plans.needed = false;
        assertThat(go("2026-01-03T00:00:00Z", Deadline.never(sides.time)))
                .isInstanceOf(RunStretch.Ended.class);
    }

    private void deleteAllSourcesButOne() {
        for (int i = 1; i < KEYS; i++) {
            sides.buckets.delete(TwoBuckets.sourceOf("k%04d".formatted(i)));
        }
    }

    private RunStretch go(String run, Deadline deadline) throws InterruptedException {
        return go(ledger, new RunRequest.Go("r", run), deadline);
    }

    private RunStretch go(RunLedger kept, RunRequest.Go message, Deadline deadline)
            throws InterruptedException {
        return new RouteRun(
                        sides.route,
                        sides.pass(),
                        this::handover,
                        kept,
                        new MemoryRouteLedger(),
                        plans,
                        queue,
                        (ended, _) -> reported(ended),
                        FinishedRuns.NONE,
                        "jobsender-1",
                        Duration.ofMinutes(2),
                        sides.time)
                .go(message, deadline);
    }

    private Optional<RunJobs> reported(RunRecord ended) {
        reported.add(ended);
        return Optional.empty();
    }

    private Handover handover(String run) {
        handovers.add(new RecordedHandover());
        return handovers.getLast();
    }

    private long handedOver() {
        return handovers.stream().flatMap(one -> one.settledKeys().stream()).distinct().count();
    }

    private RunRecord record() {
        return ledger.find("r").orElseThrow();
    }

    /// A ledger in which another cuts the one range as soon as it is gone through, when all ranges
    /// are asked for.
    private record CutOnceDone(MemoryRunLedger ledger, String at) implements RunLedger {

        @Override
        public Optional<RunRecord> find(String route) {
            return ledger.find(route);
        }

        @Override
        public List<RangeRecord> ranges(RunRecord run) {
            var ranges = ledger.ranges(run);
            if (run.dry() && ranges.size() == 1 && ranges.getFirst().done()) {
                var near = ranges.getFirst();
                assertThat(
                                ledger.write(
                                        List.of(
                                                new Change.OfRun(Optional.of(run), run.split()),
                                                new Change.NewRange(
                                                        near.behind(at, run.ranges())))))
                        .isTrue();
            }
            return ranges;
        }

        @Override
        public boolean write(List<Change> changes) {
            return ledger.write(changes);
        }
    }
}
