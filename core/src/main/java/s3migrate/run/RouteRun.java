package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import s3migrate.job.JobQueue;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.route.Route;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceException;

/// Does the runs of a route, one stretch of time after the other: from the last checkpoints on,
/// each range under a lease, with messages for the next stretch where the time does not suffice.
/// Several of these messages are worked on at once.
///
/// A message is done with once its run is over or others are sent in its place. One that finds all
/// that is left in other hands is sent anew for when a lease ends, as whoever has it may have been
/// killed: it is no failure, however often, so that SQS does not give it up. When `go` throws, the
/// run stands at its last checkpoints and what it held is free: the same message again goes on
/// there.
public final class RouteRun {

    /// A checkpoint renews the lease: two may fail to come in time before it ends.
    private static final int CHECKPOINTS_PER_LEASE = 3;

    /// Messages that go on with one run at once.
    private static final int MESSAGES = 4;

    private static final Duration BEHIND_A_LEASE = Duration.ofSeconds(1);

    private final Route route;
    private final RoutePass pass;
    private final Function<String, Handover> handovers;
    private final RunLedger ledger;
    private final RouteLedger routes;
    private final RunPlans plans;
    private final RunQueue queue;
    private final RunCompletion completion;
    private final FinishedRuns finished;
    private final OpenRun openRun;
    private final RunEnd end;
    private final String owner;
    private final Duration lease;
    private final InstantSource clock;

    /// @param handovers opens one for the run it is given
    /// @param finished hears of the run before, where its jobs have ended since anybody looked
    /// @param owner whom others see at work
    public RouteRun(
            Route route,
            RoutePass pass,
            Function<String, Handover> handovers,
            RunLedger ledger,
            RouteLedger routes,
            RunPlans plans,
            RunQueue queue,
            RunReports reports,
            FinishedRuns finished,
            String owner,
            Duration lease,
            InstantSource clock) {
        this.route = route;
        this.pass = pass;
        this.handovers = handovers;
        this.ledger = ledger;
        this.routes = routes;
        this.plans = plans;
        this.queue = queue;
        this.completion = new RunCompletion(ledger, reports);
        this.finished = finished;
        this.openRun = new OpenRun(route, ledger, plans, clock);
        this.end = new RunEnd(ledger, pass, plans, reports, queue, clock);
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    /// Does what the deadline allows of a run; throws whatever a pass, a queue or a report throws.
    /// The report of the run that ended last is written anew, as its jobs have gone on since. Where
    /// an earlier run was left unfinished it is that which goes on, so that its checkpoints count.
    public RunStretch go(RunRequest.Go message, Deadline deadline) throws InterruptedException {
        var request = message;
        ledger.find(route.name())
                .filter(last -> last.ended().isPresent() && !last.dry())
                .ifPresent(last -> lookOnceMore(last, half(deadline)));
        while (true) {
            var run = openRun.of(request);
            if (run.isEmpty()) {
                return new RunStretch.Over();
            }
            var pauses = new LedgerPauses(routes, route.name(), clock);
            if (pauses.reason().isPresent()) {
                return new RunStretch.Paused(run.get().run(), pauses.reason().get());
            }
            if (!request.sampled() && isLarge(run.get(), request.share())) {
                estimate(run.get(), half(deadline));
                request = request.afterSample();
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

    /// Evidence that cannot be read keeps no run from beginning: the looks that the last run sent
    /// itself say why, and its report stays as it was.
    private void lookOnceMore(RunRecord last, Deadline deadline) {
        try {
            completion
                    .look(last, deadline)
                    .ifPresent(complete -> finished.finished(last.route(), last.run(), complete));
        } catch (EvidenceException _) {
            return;
        }
    }

    /// A dry run that one invocation could not end is one that many may be at for long: until then
    /// a sample says about what will come of it. It is tried once: where the time of one invocation
    /// does not suffice, that of the next does not either.
    private boolean isLarge(RunRecord run, Share share) {
        return run.dry()
                && share.number() == 0
                && plans.lacksEarly(run.run())
                && RunStand.of(ledger, run).totals().found().objects() > 0;
    }

    private void estimate(RunRecord run, Deadline deadline) throws InterruptedException {
        try {
            pass.sample(new SplittableRandom(), deadline)
                    .ifPresent(sample -> plans.early(run.run(), sample));
        } catch (StoreException.Transient _) {
            // The pass bears a slow store better, and tells of one that is down.
            return;
        }
    }

    private static boolean isSamePhase(RunRecord before, RunRecord now) {
        return now.run().equals(before.run()) && now.fence() == before.fence();
    }

    private PassOutcome pass(RunRecord run, Share share, Pauses pauses, Deadline deadline)
            throws InterruptedException {
        var interval = lease.dividedBy(CHECKPOINTS_PER_LEASE);
        Supplier<Handover> opening = () -> run.dry() ? Handover.NONE : handovers.apply(run.run());
        try (var ranges = new LedgerRanges(ledger, run, share, owner, lease, clock)) {
            return run.deleting()
                    ? pass.deleteExtras(run.started(), ranges, opening, pauses, interval, deadline)
                    : pass.run(ranges, opening, pauses, interval, deadline);
        }
    }

    /// What the caller hears of it; empty if the run goes on here.
    private Optional<RunStretch> stretch(
            RunRequest.Go request, PassOutcome outcome, RunStand stand, Deadline deadline) {
        if (stand.open() == 0) {
            return end.of(stand, deadline);
        }
        if (outcome instanceof PassOutcome.OutOfTime) {
            sendOn(request, stand);
            return Optional.of(new RunStretch.OutOfTime(stand.run().run(), stand.totals()));
        }
        var busy = stand.busyUntil(clock.instant());
        busy.ifPresent(until -> queue.send(request, lookAgain(until)));
        return busy.map(RunStretch.Busy::new);
    }

    private Duration lookAgain(Instant until) {
        var left = Duration.between(clock.instant(), until).plus(BEHIND_A_LEASE);
        return left.compareTo(JobQueue.MAX_DELAY) < 0 ? left : JobQueue.MAX_DELAY;
    }

    /// One that was alone sends as many as there is work for; others one each.
    private void sendOn(RunRequest.Go request, RunStand stand) {
        var run = stand.run();
        int messages = request.share().of() > 1 ? 1 : Math.min(stand.open(), MESSAGES);
        for (int i = 0; i < messages; i++) {
            var share = messages == 1 ? request.share() : new Share(i, messages);
            queue.send(
                    new RunRequest.Go(
                            route.name(), run.run(), run.confirmed(), share, request.sampled()));
        }
    }

    /// So that the sum of a large run leaves time for the next.
    private Deadline half(Deadline deadline) {
        return Deadline.in(deadline.remaining().dividedBy(2), clock);
    }
}
