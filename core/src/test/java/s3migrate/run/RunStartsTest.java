package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Lease;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.run.RunStarts.Start;
import s3migrate.time.ManualTime;

class RunStartsTest {

    private static final String NOON = "2026-01-01T12:00:00Z";
    private static final String MIDNIGHT = "2026-01-01T00:00:00Z";
    private static final Totals SENT = new Totals(Map.of(Finding.SENT, new Amount(1_200, 9)));

    private final ManualTime time = new ManualTime();
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final MemoryRouteLedger routes = new MemoryRouteLedger();
    private final MemoryRunQueue queue = new MemoryRunQueue();
    private long waiting;
    private final RunStarts starts = new RunStarts(ledger, routes, () -> waiting, queue, time);

    @Test
    void startsEachRouteByAMessageOfItsOwn() {
        assertThat(starts.start(List.of(route("a"), route("b"))))
                .containsExactly(
                        new Start.Started("a", MIDNIGHT), new Start.Started("b", MIDNIGHT));
        assertThat(queue.sent())
                .containsExactly(
                        new RunRequest.Go("a", MIDNIGHT), new RunRequest.Go("b", MIDNIGHT));
    }

    @Test
    void startsNoRouteWhoseLastJobsStillWait() {
        end("a", SENT);
        waiting = 3;
        assertThat(starts.start(List.of(route("a"), route("b"))))
                .containsExactly(
                        new Start.Skipped(
                                "a",
                                "run 2026-01-01T00:00:00Z handed over 1,200 objects, and about 3"
                                        + " messages wait in the queues"),
                        new Start.Started("b", MIDNIGHT));
    }

    @Test
    void startsARouteWhoseLastRunHandedNothingOver() {
        end("a", Totals.NONE);
        waiting = 3;
        assertThat(starts.start(List.of(route("a")))).hasOnlyElementsOfType(Start.Started.class);
    }

    @Test
    void startsARouteThatAPersonNamesWhateverWaits() {
        end("a", SENT);
        waiting = 3;
        assertThat(starts.startNamed(route("a"), false))
                .isEqualTo(new Start.Started("a", MIDNIGHT));
    }

    @Test
    void startsARouteAfterADayWhateverWaits() {
        end("a", SENT);
        waiting = 3;
        time.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(starts.start(List.of(route("a")))).hasOnlyElementsOfType(Start.Skipped.class);
        time.pass(Duration.ofMillis(1));
        assertThat(starts.start(List.of(route("a")))).hasOnlyElementsOfType(Start.Started.class);
    }

    @Test
    void startsNoRouteThatIsAtWork() {
        var held = begun("a").takenBy(new Lease("j", time.instant().plusSeconds(120)));
        write(new Change.OfRange(begun("a"), held));
        assertThat(starts.start(List.of(route("a"))))
                .containsExactly(
                        new Start.Skipped(
                                "a",
                                "run 2026-01-01T00:00:00Z is at work until 2026-01-01T00:02:00Z or"
                                        + " longer"));
        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void startsARouteWhoseRunWasLeftUnfinished() {
        var held = begun("a").takenBy(new Lease("j", time.instant().plusSeconds(120)));
        write(new Change.OfRange(begun("a"), held));
        waiting = 3;
        time.pass(Duration.ofHours(12));
        assertThat(starts.start(List.of(route("a")))).containsExactly(new Start.Started("a", NOON));
    }

    @Test
    void aConfirmedStartSaysSo() {
        var _ = starts.startNamed(route("a"), true);
        assertThat(queue.sent())
                .containsExactly(new RunRequest.Go("a", MIDNIGHT, true, Share.WHOLE));
    }

    @Test
    void startsNoRouteThatIsPausedWhileWorkersTryIt() {
        var pause =
                new RouteRecord.Pause(
                        "NoSuchBucket",
                        "put: none",
                        time.instant(),
                        time.instant().plusSeconds(180));
        routes.replace(RouteRecord.of("a"), RouteRecord.of("a").paused(pause));
        assertThat(starts.start(List.of(route("a"), route("b"))))
                .containsExactly(
                        new Start.Skipped(
                                "a", "the route is paused since 2026-01-01T00:00:00Z: put: none"),
                        new Start.Started("b", MIDNIGHT));

        time.pass(Duration.ofHours(25));
        assertThat(starts.start(List.of(route("a")))).hasOnlyElementsOfType(Start.Started.class);
    }

    @Test
    void startsNoRouteThatAPersonPaused() {
        routes.stop("a", Optional.of(time.instant()));
        time.pass(Duration.ofDays(30));
        assertThat(starts.start(List.of(route("a"))))
                .containsExactly(
                        new Start.Skipped(
                                "a", "a person paused the route at 2026-01-01T00:00:00Z"));
    }

    private void end(String route, Totals totals) {
        var _ = begun(route);
        var run = ledger.find(route).orElseThrow();
        write(new Change.OfRun(Optional.of(run), run.ended(totals.counts(), time.instant())));
    }

    /// The one range of a run that was begun, maybe just now.
    private RangeRecord begun(String route) {
        var range = RangeRecord.all(route, MIDNIGHT);
        if (ledger.find(route).isEmpty()) {
            var run = RunRecord.first(route, MIDNIGHT, "a to b", false, false, time.instant());
            write(new Change.OfRun(Optional.empty(), run), new Change.NewRange(range));
        }
        return range;
    }

    private void write(Change... changes) {
        assertThat(ledger.write(List.of(changes))).isTrue();
    }

    private static Route route(String name) {
        return new Route(
                name,
                new BucketPrefix("src-" + name, ""),
                new BucketPrefix("dst-" + name, ""),
                RouteOptions.DEFAULT);
    }
}
