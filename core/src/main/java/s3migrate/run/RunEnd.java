package s3migrate.run;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;

/// What comes once all ranges of a run are gone through: of a dry one the plan, of others the
/// deletes and the report.
record RunEnd(
        RunLedger ledger,
        RoutePass pass,
        RunPlans plans,
        RunReports reports,
        RunQueue queue,
        InstantSource clock) {

    /// What the caller hears of it; empty if the run goes on.
    Optional<RunStretch> of(RunStand stand, Deadline deadline) {
        return stand.run().dry() ? planned(stand) : compared(stand, deadline);
    }

    /// What was only counted is compared anew to be copied: listings are cheap beside copies, and
    /// nothing has to be kept meanwhile.
    ///
    /// A plan is approved for good, so it rests on no count from which a range is missing that
    /// another cut off while the ranges were read.
    private Optional<RunStretch> planned(RunStand stand) {
        var run = stand.run();
        var totals = stand.totals();
        if (!ledger.find(run.route()).equals(Optional.of(run))) {
            return Optional.empty();
        }
        boolean news = !plans.waitedBefore(run.run());
        var plan = plans.make(run.run(), totals);
        if (plan.approved().isPresent()) {
            var _ =
                    ledger.write(
                            List.of(
                                    new Change.OfRun(Optional.of(run), run.copies()),
                                    new Change.NewRange(RangeRecord.all(run.route(), run.run()))));
            return Optional.empty();
        }
        return written(run, run.ended(totals.counts(), clock.instant()))
                .map(_ -> new RunStretch.Waits(run.run(), plan, totals, news));
    }

    /// First everything is compared. Only then it is known how much is at the destination only, and
    /// that no listing broke off: whatever is deleted, is deleted in a second pass.
    private Optional<RunStretch> compared(RunStand stand, Deadline deadline) {
        var run = stand.run();
        var totals = stand.totals();
        var now = clock.instant();
        var question = Collapse.question(run, totals);
        if (question.isPresent()) {
            var asking = written(run, run.asks(question.get(), totals.counts(), now));
            asking.ifPresent(ended -> {
                var _ = reports.write(ended, deadline);
            });
            boolean news = run.question().isEmpty();
            return asking.map(_ -> new RunStretch.Asks(run.run(), question.get(), totals, news));
        }
        if (!run.deleting() && pass.wantsDeletes(totals)) {
            var _ = written(run, run.deletes());
            return Optional.empty();
        }
        var ended = written(run, RunCompletion.ended(run, totals, now));
        ended.ifPresent(over -> {
            if (over.hasJobsOut() && RunCompletion.canTell(totals)) {
                RunChecks.begin(queue, over);
            }
            var _ = reports.write(over, deadline);
        });
        return ended.map(_ -> new RunStretch.Ended(run.run(), totals));
    }

    /// Empty if another wrote it, or goes on with the run.
    private Optional<RunRecord> written(RunRecord run, RunRecord next) {
        return ledger.write(List.of(new Change.OfRun(Optional.of(run), next)))
                ? Optional.of(next)
                : Optional.empty();
    }
}
