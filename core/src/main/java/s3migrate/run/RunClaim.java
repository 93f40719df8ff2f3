package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.ledger.Lease;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;

/// The right to run a route, and where its run stands. Whoever takes the route over later gets a
/// higher fencing number, and everything this claim writes from then on is refused.
///
/// One instance serves one thread.
public final class RunClaim implements Checkpoints {

    /// What came of asking for the right.
    public sealed interface Answer {

        /// The route is ours: a new run, or one that was left unfinished.
        record Granted(RunClaim claim) implements Answer {}

        /// Somebody is at it, at least until then.
        record Busy(Instant until) implements Answer {}

        /// The run that was asked for is over.
        record Over() implements Answer {}
    }

    private final RunLedger ledger;
    private final InstantSource clock;
    private final Duration lease;
    private RunRecord record;

    private RunClaim(RunLedger ledger, InstantSource clock, Duration lease, RunRecord record) {
        this.ledger = ledger;
        this.clock = clock;
        this.lease = lease;
        this.record = record;
    }

    /// Asks for the right to do a run. Where an earlier one was left unfinished it is that which
    /// goes on, so that its checkpoint counts. Ids of runs sort by the time they were started: a
    /// late message of a run before the latest asks for what is over.
    ///
    /// @param owner whom others see at work
    public static Answer take(
            RunLedger ledger,
            String route,
            String run,
            String owner,
            Duration lease,
            InstantSource clock) {
        while (true) {
            var seen = ledger.find(route);
            var now = clock.instant();
            var busy = seen.flatMap(RunRecord::lease).filter(held -> held.livesAt(now));
            if (busy.isPresent()) {
                return new Answer.Busy(busy.get().until());
            }
            if (seen.filter(last -> isOver(run, last)).isPresent()) {
                return new Answer.Over();
            }
            var next = next(seen, route, run, new Lease(owner, now.plus(lease)), now);
            if (ledger.replace(seen, next)) {
                return new Answer.Granted(new RunClaim(ledger, clock, lease, next));
            }
        }
    }

    private static boolean isOver(String run, RunRecord last) {
        return last.ended().isPresent() && run.compareTo(last.run()) <= 0;
    }

    private static RunRecord next(
            Optional<RunRecord> seen, String route, String run, Lease lease, Instant now) {
        if (seen.isEmpty()) {
            return RunRecord.first(route, run, lease, now);
        }
        return seen.get().ended().isPresent()
                ? seen.get().next(run, lease, now)
                : seen.get().takenBy(lease);
    }

    /// The run at work: the one asked for, or the unfinished one.
    public String run() {
        return record.run();
    }

    public Instant started() {
        return record.started();
    }

    /// The key to go on behind; empty at the beginning.
    public String after() {
        return record.after();
    }

    /// Whether everything was compared, and what is at the destination only is being deleted.
    public boolean deleting() {
        return record.deleting();
    }

    /// The record as we last wrote it.
    public RunRecord record() {
        return record;
    }

    /// What was found up to there.
    public Totals totals() {
        return Totals.of(record.counts());
    }

    @Override
    public boolean save(String reached, Totals totals) {
        return replace(record.at(reached, totals.counts(), renewed()));
    }

    /// Begins to delete, from the first key on, after everything was compared.
    ///
    /// @return false if the route is in other hands
    public boolean beginDeletes(Totals totals) {
        return replace(record.deleting(totals.counts(), renewed()));
    }

    private Optional<Lease> renewed() {
        return record.lease().map(held -> new Lease(held.owner(), clock.instant().plus(lease)));
    }

    /// Gives the route back as it stands, for a later `take` to go on.
    ///
    /// @return false if it is another's already
    public boolean release() {
        return replace(record.at(record.after(), record.counts(), Optional.empty()));
    }

    /// Ends the run.
    ///
    /// @return false if it is another's already
    public boolean end(Totals totals) {
        return replace(record.ended(totals.counts(), clock.instant()));
    }

    private boolean replace(RunRecord next) {
        boolean ours = ledger.replace(Optional.of(record), next);
        if (ours) {
            record = next;
        }
        return ours;
    }
}
