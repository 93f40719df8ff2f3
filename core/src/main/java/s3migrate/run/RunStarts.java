package s3migrate.run;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.Lease;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.route.Route;

/// Starts runs, except where a route's last one is still at work or its jobs are, or where the
/// route is paused: what would be found waits already. Where a person names a route, jobs that wait
/// are no obstacle: they may be those of other routes, or what was just sent again.
///
/// The backlog is asked once for all routes, so that the jobs of one do not keep the next from
/// starting. A run is started by a message of its own: it fails, repeats and continues alone.
public final class RunStarts {

    /// A backlog that never ends, of whatever jobs, delays a route by no more than this.
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final RunLedger ledger;
    private final RouteLedger routes;
    private final Backlog backlog;
    private final RunQueue queue;
    private final InstantSource clock;

    /// What became of one route.
    public sealed interface Start {

        record Started(String route, String run) implements Start {}

        record Skipped(String route, String reason) implements Start {}
    }

    public RunStarts(
            RunLedger ledger,
            RouteLedger routes,
            Backlog backlog,
            RunQueue queue,
            InstantSource clock) {
        this.ledger = ledger;
        this.routes = routes;
        this.backlog = backlog;
        this.queue = queue;
        this.clock = clock;
    }

    /// One answer per route, for the schedule. After a failure some are started: starting them
    /// again does no harm.
    ///
    /// @throws s3migrate.job.JobQueueException if a queue broke
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public List<Start> start(List<Route> all) {
        long waiting = backlog.waiting();
        var starts = new ArrayList<Start>();
        for (var route : all) {
            starts.add(start(route, false, waiting));
        }
        return starts;
    }

    /// The same for one route that a person names.
    ///
    /// @param confirmed whether the source may have become much smaller
    public Start startNamed(Route route, boolean confirmed) {
        return start(route, confirmed, 0);
    }

    private Start start(Route route, boolean confirmed, long waiting) {
        var now = clock.instant();
        return ledger.find(route.name())
                .flatMap(last -> atWork(last, now).or(() -> jobsWaiting(last, waiting, now)))
                .or(() -> routes.find(route.name()).noComparison(now))
                .<Start>map(reason -> new Start.Skipped(route.name(), reason))
                .orElseGet(() -> started(route, confirmed, now));
    }

    private Start started(Route route, boolean confirmed, Instant now) {
        String run = OpenRun.idAt(now);
        queue.send(new RunRequest.Go(route.name(), run, confirmed, Share.WHOLE));
        return new Start.Started(route.name(), run);
    }

    /// Somebody is at a run that is not over. One that was left unfinished is no obstacle: it goes
    /// on.
    private Optional<String> atWork(RunRecord last, Instant now) {
        if (last.ended().isPresent()) {
            return Optional.empty();
        }
        return ledger.ranges(last).stream()
                .flatMap(range -> range.lease().stream())
                .filter(held -> held.livesAt(now))
                .map(Lease::until)
                .max(naturalOrder())
                .map(until -> "run %s is at work until %s or longer".formatted(last.run(), until));
    }

    private static Optional<String> jobsWaiting(RunRecord last, long waiting, Instant now) {
        var totals = Totals.of(last.counts());
        long sent = totals.of(Finding.SENT).plus(totals.of(Finding.DELETE_SENT)).objects();
        return last.ended()
                .filter(_ -> waiting > 0 && sent > 0 && !last.dry())
                .filter(ended -> now.isBefore(ended.plus(LONGEST_WAIT)))
                .map(_ ->
                        "run %s handed over %,d objects, and about %,d messages wait in the queues"
                                .formatted(last.run(), sent, waiting));
    }
}
