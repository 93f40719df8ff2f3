package s3migrate.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RunLedger;
import s3migrate.listing.KeyRange;
import s3migrate.route.Route;
import s3migrate.time.Deadline;

/// Does the runs of a route, one stretch of time after the other: under the route's lease, from the
/// last checkpoint on, with a message for the next stretch where the time does not suffice.
///
/// When `go` throws, the run stands at its last checkpoint and the route is free: the same message
/// again goes on there.
public final class RouteRun {

    /// A checkpoint renews the lease: two may fail to come in time before it ends.
    private static final int CHECKPOINTS_PER_LEASE = 3;

    private final Route route;
    private final RoutePass pass;
    private final Function<String, Handover> handovers;
    private final RunLedger ledger;
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
            RunQueue queue,
            RunReports reports,
            String owner,
            Duration lease,
            InstantSource clock) {
        this.route = route;
        this.pass = pass;
        this.handovers = handovers;
        this.ledger = ledger;
        this.queue = queue;
        this.reports = reports;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    /// Does what the deadline allows of `run`; throws whatever a pass, a queue or a report throws.
    /// The report of the run that ended last is written anew, as its jobs have gone on since.
    public RunStretch go(String run, Deadline deadline) throws InterruptedException {
        ledger.find(route.name())
                .filter(last -> last.ended().isPresent())
                .ifPresent(last -> reports.write(last, half(deadline)));
        return switch (RunClaim.take(ledger, route.name(), run, owner, lease, clock)) {
            case RunClaim.Answer.Busy(var until) -> new RunStretch.Busy(until);
            case RunClaim.Answer.Over _ -> new RunStretch.Over();
            case RunClaim.Answer.Granted(var claim) ->
                    new RunStretch.Done(claim.run(), go(claim, deadline));
        };
    }

    private PassOutcome go(RunClaim claim, Deadline deadline) throws InterruptedException {
        boolean settled = false;
        try (var handover = handovers.apply(claim.run())) {
            var end = conclude(claim, stretch(claim, handover, deadline));
            settled = true;
            if (claim.record().ended().isPresent()) {
                reports.write(claim.record(), deadline);
            }
            return end;
        } finally {
            if (!settled) {
                releaseAfterFailure(claim);
            }
        }
    }

    /// First everything is compared. Only then it is known how much is at the destination only, and
    /// that no listing broke off: whatever is deleted, is deleted in a second pass.
    private PassOutcome stretch(RunClaim claim, Handover handover, Deadline deadline)
            throws InterruptedException {
        var interval = lease.dividedBy(CHECKPOINTS_PER_LEASE);
        var totals = claim.totals();
        if (!claim.deleting()) {
            var compared = pass.run(range(claim), totals, handover, claim, interval, deadline);
            if (!(compared instanceof PassOutcome.Complete)) {
                return compared;
            }
            totals = compared.totals();
        }
        if (!pass.wantsDeletes(totals)) {
            return new PassOutcome.Complete(totals);
        }
        if (!claim.deleting() && !claim.beginDeletes(totals)) {
            return new PassOutcome.Overtaken(totals);
        }
        return pass.deleteExtras(range(claim), totals, handover, claim, interval, deadline);
    }

    private KeyRange range(RunClaim claim) {
        return new KeyRange(start(claim), Optional.empty());
    }

    /// So that the sum of a large run leaves time for the next.
    private Deadline half(Deadline deadline) {
        return Deadline.in(deadline.remaining().dividedBy(2), clock);
    }

    /// A route may have got another prefix under its name since the checkpoint.
    private String start(RunClaim claim) {
        return claim.after().startsWith(route.source().prefix()) ? claim.after() : "";
    }

    private PassOutcome conclude(RunClaim claim, PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Complete(var totals) ->
                    claim.end(totals) ? outcome : new PassOutcome.Overtaken(totals);
            case PassOutcome.OutOfTime(var totals) -> {
                if (!claim.release()) {
                    yield new PassOutcome.Overtaken(totals);
                }
                queue.send(new RunRequest.Go(route.name(), claim.run()));
                yield outcome;
            }
            case PassOutcome.Overtaken _ -> outcome;
        };
    }

    /// The failure itself is what the caller must see.
    private static void releaseAfterFailure(RunClaim claim) {
        try {
            var _ = claim.release();
        } catch (LedgerException unreachable) {
            // The lease ends by itself.
            return;
        }
    }
}
