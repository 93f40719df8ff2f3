package s3migrate.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.route.Route;
import s3migrate.time.Deadline;

/// Does the runs of a route, one stretch of time after the other: from the last checkpoints on,
/// each range under a lease, with messages for the next stretch where the time does not suffice.
/// Several of these messages are worked on at once.
///
/// A message is done with once its run is over or others are sent in its place: one that finds all
/// that is left in other hands comes back, as whoever is there may have been killed. When `go`
/// throws, the run stands at its last checkpoints and what it held is free: the same message again
/// goes on there.
public final class RouteRun {

    /// A checkpoint renews the lease: two may fail to come in time before it ends.
    private static final int CHECKPOINTS_PER_LEASE = 3;

    /// Messages that go on with one run at once.
    private static final int MESSAGES = 4;

    private final Route route;
    private final RoutePass pass;
    private final Function<String, Handover> handovers;
    private final RunLedger ledger;
    private final RouteLedger routes;
    private final RunQueue queue;
    private final RunReports reports;
    private final String owner;
    private final Duration lease;
    private final InstantSource clock;

    /// @param handovers opens one for the run it is given
    /// @param owner whom others see at work
    public RouteRun(
            Route route,
            RoutePass pass,
            Function<String, Handover> handovers,
            RunLedger ledger,
            RouteLedger routes,
            RunQueue queue,
            RunReports reports,
            String owner,
            Duration lease,
            InstantSource clock) {
        this.route = route;
        this.pass = pass;
        this.handovers = handovers;
        this.ledger = ledger;
        this.routes = routes;
        this.queue = queue;
        this.reports = reports;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    /// Does what the deadline allows of a run; throws whatever a pass, a queue or a report throws.
    /// The report of the run that ended last is written anew, as its jobs have gone on since. Where
    /// an earlier run was left unfinished it is that which goes on, so that its checkpoints count.
    public RunStretch go(RunRequest.Go request, Deadline deadline) throws InterruptedException {
        ledger.find(route.name())
                .filter(last -> last.ended().isPresent())
                .ifPresent(last -> reports.write(last, half(deadline)));
        while (true) {
            var run = openRun(request);
            if (run.isEmpty()) {
                return new RunStretch.Over();
            }
            var pauses = new LedgerPauses(routes, route.name(), clock);
            if (pauses.reason().isPresent()) {
                return new RunStretch.Paused(run.get().run(), pauses.reason().get());
            }
            var outcome = pass(run.get(), request.share(), pauses, deadline);
            if (outcome instanceof PassOutcome.Paused(var reason, _)) {
                return new RunStretch.Paused(run.get().run(), reason);
            }
            // Others may have cut ranges meanwhile, or ended the run.
            var now = ledger.find(route.name()).filter(found -> isSamePhase(run.get(), found));
            if (now.isPresent()) {
                var stretch = stretch(request, outcome, RunStand.of(ledger, now.get()), deadline);
                if (stretch.isPresent()) {
                    return stretch.get();
                }
            }
        }
    }

    /// The run there is to do: the one asked for, or the unfinished one. Ids of runs sort by the
    /// time they were started: a late message of a run before the latest asks for what is over.
    private Optional<RunRecord> openRun(RunRequest.Go request) {
        while (true) {
            var seen = ledger.find(route.name());
            if (seen.filter(last -> isOver(request.run(), last)).isPresent()) {
                return Optional.empty();
            }
            if (seen.filter(last -> last.ended().isEmpty()).isPresent()
                    && RunStand.of(ledger, seen.get()).isUnder(route.source().prefix())) {
                return seen;
            }
            var next = begun(seen, request);
            if (ledger.write(
                    List.of(
                            new Change.OfRun(seen, next),
                            new Change.NewRange(RangeRecord.all(route.name(), next.run()))))) {
                return Optional.of(next);
            }
        }
    }

    private static boolean isOver(String run, RunRecord last) {
        return last.ended().isPresent() && run.compareTo(last.run()) <= 0;
    }

    private RunRecord begun(Optional<RunRecord> seen, RunRequest.Go request) {
        var now = clock.instant();
        if (seen.isEmpty()) {
            return RunRecord.first(route.name(), request.run(), request.confirmed(), now);
        }
        var last = seen.get();
        long found = Totals.of(last.counts()).found().objects();
        return last.ended().isPresent()
                ? last.next(request.run(), found, request.confirmed(), now)
                : last.anew();
    }

    private static boolean isSamePhase(RunRecord before, RunRecord now) {
        return now.run().equals(before.run()) && now.fence() == before.fence();
    }

    private PassOutcome pass(RunRecord run, Share share, Pauses pauses, Deadline deadline)
            throws InterruptedException {
        var interval = lease.dividedBy(CHECKPOINTS_PER_LEASE);
        Supplier<Handover> opening = () -> handovers.apply(run.run());
        try (var ranges = new LedgerRanges(ledger, run, share, owner, lease, clock)) {
            return run.deleting()
                    ? pass.deleteExtras(ranges, opening, pauses, interval, deadline)
                    : pass.run(ranges, opening, pauses, interval, deadline);
        }
    }

    /// What the caller hears of it; empty if the run goes on here.
    private Optional<RunStretch> stretch(
            RunRequest.Go request, PassOutcome outcome, RunStand stand, Deadline deadline) {
        if (stand.open() == 0) {
            return concluded(stand, deadline);
        }
        if (outcome instanceof PassOutcome.OutOfTime) {
            sendOn(request, stand);
            return Optional.of(new RunStretch.OutOfTime(stand.run().run(), stand.totals()));
        }
        return stand.busyUntil(clock.instant()).map(RunStretch.Busy::new);
    }

    /// One that was alone sends as many as there is work for; others one each.
    private void sendOn(RunRequest.Go request, RunStand stand) {
        var run = stand.run();
        int messages = request.share().of() > 1 ? 1 : Math.min(stand.open(), MESSAGES);
        for (int i = 0; i < messages; i++) {
            var share = messages == 1 ? request.share() : new Share(i, messages);
            queue.send(new RunRequest.Go(route.name(), run.run(), run.confirmed(), share));
        }
    }

    /// First everything is compared. Only then it is known how much is at the destination only, and
    /// that no listing broke off: whatever is deleted, is deleted in a second pass.
    private Optional<RunStretch> concluded(RunStand stand, Deadline deadline) {
        var run = stand.run();
        var totals = stand.totals();
        var now = clock.instant();
        var question = Collapse.question(run, totals);
        if (question.isPresent()) {
            return written(run, run.asks(question.get(), totals.counts(), now), deadline)
                    .map(_ -> new RunStretch.Asks(run.run(), question.get(), totals));
        }
        if (!run.deleting() && pass.wantsDeletes(totals)) {
            var _ = ledger.write(List.of(new Change.OfRun(Optional.of(run), run.deletes())));
            return Optional.empty();
        }
        return written(run, run.ended(totals.counts(), now), deadline)
                .map(_ -> new RunStretch.Ended(run.run(), totals));
    }

    /// The run's end, with its report; empty if another wrote it, or goes on with the run.
    private Optional<RunRecord> written(RunRecord run, RunRecord ended, Deadline deadline) {
        if (!ledger.write(List.of(new Change.OfRun(Optional.of(run), ended)))) {
            return Optional.empty();
        }
        reports.write(ended, deadline);
        return Optional.of(ended);
    }

    /// So that the sum of a large run leaves time for the next.
    private Deadline half(Deadline deadline) {
        return Deadline.in(deadline.remaining().dividedBy(2), clock);
    }
}
