package s3migrate.run;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;

/// What becomes of a run that has compared everything: its report, and once all of its jobs have
/// ended, up to when its route is complete.
///
/// They have once there is evidence of as many objects as were handed over, where nothing else was:
/// of a run that was redone in part, objects count that are not in its totals. Then only the next
/// run of the route can tell.
record RunCompletion(RunLedger ledger, RunReports reports) {

    /// The end of a run that handed nothing over is that of its jobs too.
    static RunRecord ended(RunRecord run, Totals totals, Instant now) {
        var ended = run.ended(totals.counts(), now);
        return totals.handedOver() == 0 ? ended.completes(completeUpTo(ended, totals, 0)) : ended;
    }

    /// Whether evidence will tell when the jobs of a run that has ended have.
    static boolean canTell(Totals totals) {
        return totals.redone() == 0;
    }

    /// Whether all have.
    static boolean allEnded(Totals totals, RunJobs jobs) {
        return canTell(totals) && jobs.ended() >= totals.handedOver();
    }

    /// Writes the report anew, and notes that all jobs have ended, if they have.
    ///
    /// @param ended a run that was compared to its end, and not dry
    /// @return what is known then, if it was this look that found it: of several one alone
    Optional<CompleteUpTo> look(RunRecord ended, Deadline deadline) {
        var totals = Totals.of(ended.counts());
        var jobs = reports.write(ended, deadline);
        if (!ended.hasJobsOut()) {
            return Optional.empty();
        }
        return jobs.filter(known -> allEnded(totals, known))
                .map(known -> completeUpTo(ended, totals, known.failed()))
                .filter(complete ->
                        ledger.write(
                                List.of(
                                        new Change.OfRun(
                                                Optional.of(ended), ended.completes(complete)))));
    }

    private static CompleteUpTo completeUpTo(RunRecord run, Totals totals, long failed) {
        var failedSince = failed > 0 ? Stream.of(run.started()) : Stream.<Instant>empty();
        return new CompleteUpTo(
                run.started(),
                totals.behind() + failed,
                Stream.concat(totals.behindSince().stream(), failedSince).min(naturalOrder()));
    }
}
