package s3migrate.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.route.Route;

/// The run of a route there is to do: the one asked for, or the unfinished one, so that its
/// checkpoints count.
record OpenRun(Route route, RunLedger ledger, RunPlans plans, InstantSource clock) {

    /// Begins it if it is not begun yet; empty if it is over. Ids of runs sort by the time they
    /// were started: a late message of a run before the latest asks for what is over.
    ///
    /// A run that cannot go on is replaced by one of another id: jobs that it handed over, and what
    /// became of them, are none of the new one's.
    Optional<RunRecord> of(RunRequest.Go request) {
        while (true) {
            var seen = ledger.find(route.name());
            if (seen.filter(last -> isOver(request.run(), last)).isPresent()) {
                return Optional.empty();
            }
            boolean dry = plans.needed();
            if (seen.filter(last -> goesOn(last, dry)).isPresent()) {
                return seen;
            }
            var next = begun(seen, request, dry);
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

    /// The route may have got other ends under its name: what was counted between others says
    /// nothing about these.
    private boolean goesOn(RunRecord last, boolean dry) {
        return last.ended().isEmpty()
                && (last.dry() || !dry)
                && last.of().equals(Optional.of(route.ends()));
    }

    private RunRecord begun(Optional<RunRecord> seen, RunRequest.Go request, boolean dry) {
        var now = clock.instant();
        if (seen.isEmpty()) {
            return RunRecord.first(
                    route.name(), request.run(), route.ends(), dry, request.confirmed(), now);
        }
        var last = seen.get();
        long found = Totals.of(last.counts()).found().objects();
        return last.ended().isPresent()
                ? last.next(request.run(), route.ends(), dry, found, request.confirmed(), now)
                : last.replaced(idBehind(last.run(), now), route.ends(), dry, now);
    }

    private static String idBehind(String last, Instant now) {
        String id = idAt(now);
        return id.compareTo(last) > 0 ? id : last + "-2";
    }

    /// The id of a run that is started now.
    static String idAt(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
