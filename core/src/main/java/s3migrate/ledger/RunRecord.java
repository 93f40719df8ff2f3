package s3migrate.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the ledger knows of the latest run of a route.
///
/// `fence` grows whenever a run is begun or taken over: who writes with an older one is refused.
/// `after` is the key up to which every difference is handed over, empty at the beginning; `counts`
/// is what was found up to there. `deleting` once everything was compared and what is at the
/// destination only is handed over, from the first key on.
public record RunRecord(
        String route,
        String run,
        long fence,
        Optional<Lease> lease,
        String after,
        Map<String, Long> counts,
        boolean deleting,
        Instant started,
        Optional<Instant> ended) {

    public RunRecord {
        counts = Map.copyOf(counts);
    }

    /// The first run of a route.
    public static RunRecord first(String route, String run, Lease lease, Instant now) {
        return new RunRecord(
                route, run, 1, Optional.of(lease), "", Map.of(), false, now, Optional.empty());
    }

    /// Another run, from the beginning.
    public RunRecord next(String newRun, Lease newLease, Instant now) {
        return new RunRecord(
                route,
                newRun,
                fence + 1,
                Optional.of(newLease),
                "",
                Map.of(),
                false,
                now,
                Optional.empty());
    }

    /// The same run in the hands of `newLease`'s owner, from where it stands.
    public RunRecord takenBy(Lease newLease) {
        return new RunRecord(
                route,
                run,
                fence + 1,
                Optional.of(newLease),
                after,
                counts,
                deleting,
                started,
                ended);
    }

    /// Further on, under a longer lease; without one in nobody's hands.
    public RunRecord at(String newAfter, Map<String, Long> newCounts, Optional<Lease> newLease) {
        return new RunRecord(
                route, run, fence, newLease, newAfter, newCounts, deleting, started, ended);
    }

    /// Everything was compared: from the first key again, to delete.
    public RunRecord deleting(Map<String, Long> allCounts, Optional<Lease> newLease) {
        return new RunRecord(route, run, fence, newLease, "", allCounts, true, started, ended);
    }

    /// Both sides were read to their ends and everything is handed over.
    public RunRecord ended(Map<String, Long> allCounts, Instant now) {
        return new RunRecord(
                route,
                run,
                fence,
                Optional.empty(),
                "",
                allCounts,
                deleting,
                started,
                Optional.of(now));
    }
}
