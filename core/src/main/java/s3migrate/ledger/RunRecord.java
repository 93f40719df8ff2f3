package s3migrate.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the ledger knows of the latest run of a route.
///
/// `fence` grows with every step of the run, and when another begins: who writes with an older one
/// is refused. `ranges` is how many ranges the run was cut into so far; their records, numbered
/// from 0, say how far each is. `counts` is what was found, there from the end on.
///
/// @param of between which ends it is; empty in a record of a version that did not write it down
/// @param dry while it only finds out what copying takes; what it finds then is its route's plan
/// @param deleting once everything was compared, and what is at the destination only is handed over
/// @param foundBefore source objects the last run found that came to its end
/// @param confirmed whether a person said that the source may have become much smaller
/// @param question what a person is asked before the run counts: with it the run is over; of a run
///   that is not, what the one before asked, and nobody has answered yet
/// @param firstStarted when the first run of a route was that is not known to be complete yet; else
///   `started`
/// @param complete what is known of the route by the latest run whose jobs have all ended
public record RunRecord(
        String route,
        String run,
        Optional<String> of,
        long fence,
        int ranges,
        boolean dry,
        boolean deleting,
        Map<String, Long> counts,
        long foundBefore,
        boolean confirmed,
        Optional<String> question,
        Instant started,
        Instant firstStarted,
        Optional<Instant> ended,
        Optional<CompleteUpTo> complete) {

    public RunRecord {
        counts = Map.copyOf(counts);
    }

    /// A run, in one range, of a route that had none before.
    public static RunRecord first(
            String route, String run, String of, boolean dry, boolean confirmed, Instant now) {
        return new RunRecord(
                route,
                run,
                Optional.of(of),
                1,
                1,
                dry,
                false,
                Map.of(),
                0,
                confirmed,
                Optional.empty(),
                now,
                now,
                Optional.empty(),
                Optional.empty());
    }

    /// Another run, from the beginning and in one range.
    ///
    /// @param found source objects this one found
    public RunRecord next(
            String newRun,
            String newOf,
            boolean newDry,
            long found,
            boolean nowConfirmed,
            Instant now) {
        return begun(newRun, Optional.of(newOf), newDry, foundBy(found), nowConfirmed, now);
    }

    /// What the next run is held against: nothing that a person is asked about. A dry run asks
    /// nobody: what it finds counts where it is more, or a person has confirmed it.
    private long foundBy(long found) {
        if (question.isPresent()) {
            return foundBefore;
        }
        return dry && !confirmed ? Math.max(found, foundBefore) : found;
    }

    /// Another run in place of this one, which has come to no end. What workers were asked for so
    /// far stays with the id of this one.
    public RunRecord replaced(String newRun, String newOf, boolean newDry, Instant now) {
        return begun(newRun, Optional.of(newOf), newDry, foundBefore, confirmed, now);
    }

    /// The same run, dry so far, from the beginning and in one range, to copy.
    public RunRecord copies() {
        return begun(run, of, false, foundBefore, confirmed, started);
    }

    private RunRecord begun(
            String newRun,
            Optional<String> newOf,
            boolean newDry,
            long newFoundBefore,
            boolean nowConfirmed,
            Instant newStarted) {
        return new RunRecord(
                route,
                newRun,
                newOf,
                fence + 1,
                1,
                newDry,
                false,
                Map.of(),
                newFoundBefore,
                nowConfirmed,
                nowConfirmed ? Optional.empty() : question,
                newStarted,
                complete.isEmpty() ? firstStarted : newStarted,
                Optional.empty(),
                complete);
    }

    /// With one range more.
    public RunRecord split() {
        return at(fence, ranges + 1, deleting, counts, question, ended, complete);
    }

    /// Everything was compared: now what is at the destination only.
    public RunRecord deletes() {
        return at(fence + 1, ranges, true, counts, question, ended, complete);
    }

    /// Both sides were read to their ends and everything is handed over. A dry run answers no
    /// question.
    public RunRecord ended(Map<String, Long> allCounts, Instant now) {
        return at(
                fence + 1,
                ranges,
                deleting,
                allCounts,
                dry ? question : Optional.empty(),
                Optional.of(now),
                complete);
    }

    /// Both sides were read to their ends, and a person has to say whether that can be.
    public RunRecord asks(String text, Map<String, Long> allCounts, Instant now) {
        return at(
                fence + 1,
                ranges,
                deleting,
                allCounts,
                Optional.of(text),
                Optional.of(now),
                complete);
    }

    /// All jobs of the run have ended.
    public RunRecord completes(CompleteUpTo newComplete) {
        return at(fence + 1, ranges, deleting, counts, question, ended, Optional.of(newComplete));
    }

    /// Whether it copied, and came to its end, and nobody knows yet that its jobs did.
    public boolean hasJobsOut() {
        return !dry && ended.isPresent() && question.isEmpty() && finished().isEmpty();
    }

    /// Up to when it made its route complete, once all its jobs have ended.
    public Optional<CompleteUpTo> finished() {
        return complete.filter(known -> !known.time().isBefore(started));
    }

    private RunRecord at(
            long newFence,
            int newRanges,
            boolean newDeleting,
            Map<String, Long> newCounts,
            Optional<String> newQuestion,
            Optional<Instant> newEnded,
            Optional<CompleteUpTo> newComplete) {
        return new RunRecord(
                route,
                run,
                of,
                newFence,
                newRanges,
                dry,
                newDeleting,
                newCounts,
                foundBefore,
                confirmed,
                newQuestion,
                started,
                firstStarted,
                newEnded,
                newComplete);
    }
}
