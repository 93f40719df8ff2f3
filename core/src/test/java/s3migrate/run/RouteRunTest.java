package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Lease;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class RouteRunTest {

    private static final String RUN = "2026-01-01T00:00:00Z";
    private static final RunRequest.Go GO = new RunRequest.Go("r", RUN);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int KEYS = 2_500;

    private final TwoBuckets sides = new TwoBuckets();
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final MemoryRouteLedger routes = new MemoryRouteLedger();
    private final MemoryRunQueue queue = new MemoryRunQueue();
    private String expected = RUN;
    private Optional<RunJobs> jobs = Optional.empty();
    private final List<RunRecord> reported = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();
    private final List<RecordedHandover> handovers = new ArrayList<>();

    @Test
    void endsTheRunWithItsTotals() throws Exception {
        writeSources();
        var totals = done(run(sides.route).go(GO, Deadline.never(sides.time)));
        assertThat(totals.of(Finding.SENT)).isEqualTo(new Amount(KEYS, KEYS));
        assertThat(record().ended()).hasValue(sides.time.instant());
        assertThat(Totals.of(record().counts())).isEqualTo(totals);
        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void sendsItselfTheNextStretchWhenTheTimeIsUp() throws Exception {
        writeSources();
        assertThat(run(sides.route).go(GO, past()))
                .isEqualTo(new RunStretch.OutOfTime(RUN, Totals.of(range().counts())));
        assertThat(queue.sent()).containsExactly(new RunRequest.Go("r", RUN));
        assertThat(range().reached()).isEqualTo("k0999");
        assertThat(range().lease()).isEmpty();
    }

    @Test
    void handsEveryKeyOverOnceInAsManyStretchesAsItTakes() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        var _ = run(sides.route).go(GO, past());
        var totals = done(run(sides.route).go(GO, past()));
        assertThat(totals.of(Finding.SENT)).isEqualTo(new Amount(KEYS, KEYS));
        assertThat(handovers.stream().flatMap(h -> h.settledKeys().stream()).toList())
                .hasSize(KEYS)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRepeatedMessageOfAFinishedRunDoesNothing() throws Exception {
        var _ = run(sides.route).go(GO, Deadline.never(sides.time));
        assertThat(run(sides.route).go(GO, Deadline.never(sides.time)))
                .isEqualTo(new RunStretch.Over());
        assertThat(sides.source.faults().calls(Verb.LIST)).isEqualTo(1);
    }

    @Test
    void theReportIsWrittenAtTheEndAndAnewWhenItsMessageOrTheNextRunComes() throws Exception {
        var never = Deadline.never(sides.time);
        var _ = run(sides.route).go(GO, never);
        assertThat(reported).extracting(RunRecord::run).containsExactly(RUN);
        assertThat(reported.getFirst()).isEqualTo(record());

        var _ = run(sides.route).go(GO, never);
        assertThat(reported).extracting(RunRecord::run).containsExactly(RUN, RUN);

        sides.time.pass(Duration.ofHours(1));
        expected = "2026-01-01T01:00:00Z";
        var _ = run(sides.route).go(new RunRequest.Go("r", expected), never);
        assertThat(reported).extracting(RunRecord::run).containsExactly(RUN, RUN, RUN, expected);
    }

    /// They ended between the last check and the next start.
    @Test
    void theNextRunTellsThatTheJobsOfTheOneBeforeHaveEndedAndTellsItOnce() throws Exception {
        writeSources();
        var never = Deadline.never(sides.time);
        var _ = run(sides.route).go(GO, never);
        var _ = run(sides.route).go(GO, never);
        assertThat(finished).isEmpty();

        jobs = Optional.of(new RunJobs(KEYS, 0));
        sides.time.pass(Duration.ofHours(1));
        expected = "2026-01-01T01:00:00Z";
        var next = new RunRequest.Go("r", expected);
        var _ = run(sides.route).go(next, past());
        assertThat(finished).containsExactly(RUN);
        var _ = run(sides.route).go(next, past());
        assertThat(finished).containsExactly(RUN);
    }

    @Test
    void noReportIsWrittenWhileARunGoesOn() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        var _ = run(sides.route).go(GO, past());
        assertThat(reported).isEmpty();
    }

    @Test
    void leavesARouteToWhoeverIsAtItAndLooksAgainWhenTheLeaseEnds() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        var held = range().takenBy(new Lease("another", sides.time.instant().plus(LEASE)));
        assertThat(ledger.write(List.of(new Change.OfRange(range(), held)))).isTrue();
        assertThat(run(sides.route).go(GO, Deadline.never(sides.time)))
                .isEqualTo(new RunStretch.Busy(sides.time.instant().plus(LEASE)));
        assertThat(queue.sent()).containsExactly(GO, GO);
        assertThat(queue.delays()).containsExactly(Duration.ZERO, LEASE.plusSeconds(1));
    }

    @Test
    void goesOnAtTheCheckpointAfterAFailure() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        var cause = new StoreException.RouteRefused("AccessDenied", "list", null);
        sides.destination.faults().place(Verb.LIST, new Fault.Refuses(cause));
        assertThatThrownBy(() -> run(sides.route).go(GO, past())).isSameAs(cause);
        assertThat(range().reached()).isEqualTo("k0999");
        assertThat(range().lease()).isEmpty();
        var totals = done(run(sides.route).go(GO, Deadline.never(sides.time)));
        assertThat(totals.of(Finding.SENT)).isEqualTo(new Amount(KEYS, KEYS));
    }

    /// As many lines of evidence as were counted may be of other objects then.
    @Test
    void nobodyLooksWhetherTheJobsOfARunHaveEndedThatWasRedoneInPart() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        var dead = range().takenBy(new Lease("another", sides.time.instant().plus(LEASE)));
        assertThat(ledger.write(List.of(new Change.OfRange(range(), dead)))).isTrue();
        sides.time.pass(LEASE);
        jobs = Optional.of(new RunJobs(KEYS, 0));
        var never = Deadline.never(sides.time);
        assertThat(done(run(sides.route).go(GO, never)).redone()).isEqualTo(1);
        assertThat(queue.checks()).isEmpty();
        var _ = run(sides.route).go(GO, never);
        assertThat(record().complete()).isEmpty();
    }

    @Test
    void aFailureBeforeACheckpointIsCountedAsRedone() throws Exception {
        writeSources();
        var cause = new StoreException.RouteRefused("AccessDenied", "list", null);
        sides.source.faults().place(Verb.LIST, 2, new Fault.Refuses(cause));
        var never = Deadline.never(sides.time);
        assertThatThrownBy(() -> run(sides.route).go(GO, never)).isSameAs(cause);
        assertThat(range().reached()).isEmpty();
        var totals = done(run(sides.route).go(GO, never));
        assertThat(totals.redone()).isEqualTo(1);
    }

    @Test
    void asManyMessagesGoOnAsThereIsWorkForAndEachIsReplacedByOne() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        cutAt("k1099");
        cutAt("k2299");
        var _ = run(sides.route).go(GO, past());
        assertThat(queue.sent()).containsExactly(GO, share(0, 2), share(1, 2));

        var _ = run(sides.route).go(share(0, 2), past());
        assertThat(queue.sent().subList(3, queue.sent().size())).containsExactly(share(0, 2));
    }

    @Test
    void eachShareBeginsWithOtherRanges() throws Exception {
        writeSources();
        var _ = run(sides.route).go(GO, past());
        cutAt("k1999");
        var _ = run(sides.route).go(share(1, 2), past());
        assertThat(handovers.getLast().settledKeys()).first().isEqualTo("k2000");
    }

    @Test
    void doesNothingForARouteThatAPersonPaused() throws Exception {
        writeSources();
        routes.stop("r", Optional.of(sides.time.instant()));
        assertThat(run(sides.route).go(GO, past()))
                .isEqualTo(
                        new RunStretch.Paused(
                                RUN, "a person paused the route at " + sides.time.instant()));
        assertThat(sides.source.faults().calls(Verb.LIST)).isZero();
        assertThat(queue.sent()).isEmpty();
    }

    /// Its last messages were given up: without a job nobody would ever find out that it is mended.
    @Test
    void comparesAPausedRouteThatNoWorkerHasTriedForADay() throws Exception {
        writeSources();
        var now = sides.time.instant();
        var paused = RouteRecord.of("r").paused(new Pause("AccessDenied", "put: none", now, now));
        assertThat(routes.replace(RouteRecord.of("r"), paused)).isTrue();
        sides.time.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(run(sides.route).go(GO, past()))
                .isEqualTo(
                        new RunStretch.Paused(
                                RUN, "the route is paused since %s: put: none".formatted(now)));

        sides.time.pass(Duration.ofSeconds(1));
        var totals = done(run(sides.route).go(GO, Deadline.never(sides.time)));
        assertThat(totals.of(Finding.SENT).objects()).isEqualTo(KEYS);
    }

    @Test
    void asksWhereTheSourceHasBecomeMuchSmaller() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 1000000,");
        writeSources();
        var _ = ended(RUN, false);
        for (int i = 1; i < KEYS; i++) {
            sides.buckets.delete(TwoBuckets.sourceOf("k%04d".formatted(i)));
        }

        String question =
                "the source has 1 objects, and had 2,500 at the last run: look at bucket, prefix"
                        + " and credentials; if that is as it should be, start a run with \"confirm\":"
                        + " true";
        for (String later : List.of("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")) {
            assertThat(ended(later, false))
                    .isInstanceOfSatisfying(
                            RunStretch.Asks.class,
                            asks -> {
                                assertThat(asks.question()).isEqualTo(question);
                                assertThat(asks.news()).isEqualTo(later.startsWith("2026-01-02"));
                            });
            assertThat(record().question()).hasValue(question);
            assertThat(record().deleting()).isFalse();
        }
        assertThat(ended("2026-01-04T00:00:00Z", true)).isInstanceOf(RunStretch.Ended.class);
        assertThat(record().question()).isEmpty();
        assertThat(ended("2026-01-05T00:00:00Z", false)).isInstanceOf(RunStretch.Ended.class);
    }

    private RunStretch ended(String run, boolean confirmed) throws InterruptedException {
        expected = run;
        return run(sides.route)
                .go(
                        new RunRequest.Go("r", run, confirmed, Share.WHOLE),
                        Deadline.never(sides.time));
    }

    private static RunRequest.Go share(int number, int of) {
        return new RunRequest.Go("r", RUN, false, new Share(number, of));
    }

    /// Cuts the last range, which nobody is at.
    private void cutAt(String key) {
        var run = record();
        var near = ledger.ranges(run).getLast();
        assertThat(
                        ledger.write(
                                List.of(
                                        new Change.OfRun(Optional.of(run), run.split()),
                                        new Change.OfRange(near, near.upTo(key)),
                                        new Change.NewRange(near.behind(key, run.ranges())))))
                .isTrue();
    }

    @Test
    void aRouteWithAnotherPrefixGetsARunOfAnotherId() throws Exception {
        writeSources();
        sides.writeSource("moved/a", "a");
        var _ = run(sides.route).go(GO, past());
        var moved =
                new Route(
                        "r",
                        new BucketPrefix("src", "moved/"),
                        sides.route.destination(),
                        sides.route.options());
        expected = RUN + "-2";
        var _ = run(moved).go(GO, Deadline.never(sides.time));
        assertThat(handovers.getLast().settledKeys()).containsExactly("moved/a");
    }

    private void writeSources() {
        for (int i = 0; i < KEYS; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
    }

    private RouteRun run(Route route) {
        var pass =
                new RoutePass(
                        route,
                        sides.source,
                        sides.destination,
                        sides.ledger,
                        sides.ledger,
                        IgnoreList.EMPTY,
                        sides.time,
                        PassListener.NONE,
                        1);
        return new RouteRun(
                route,
                pass,
                this::handover,
                ledger,
                routes,
                RunPlans.NONE,
                queue,
                (ended, _) -> reported(ended),
                (_, run, _) -> finished.add(run),
                "jobsender-1",
                LEASE,
                sides.time);
    }

    private Optional<RunJobs> reported(RunRecord ended) {
        reported.add(ended);
        return jobs;
    }

    private Handover handover(String run) {
        assertThat(run).isEqualTo(expected);
        handovers.add(new RecordedHandover());
        return handovers.getLast();
    }

    private Deadline past() {
        return Deadline.in(Duration.ZERO, sides.time);
    }

    /// The one range of a run that was not cut.
    private RangeRecord range() {
        return ledger.ranges(record()).getFirst();
    }

    private RunRecord record() {
        return ledger.find("r").orElseThrow();
    }

    private static Totals done(RunStretch stretch) {
        assertThat(stretch).isInstanceOf(RunStretch.Ended.class);
        return ((RunStretch.Ended) stretch).totals();
    }
}
