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
/// @param deleting once everything was compared, and what is at the destination only is handed over
/// @param foundBefore source objects the last run found that came to its end
/// @param confirmed whether a person said that the source may have become much smaller
/// @param question what a person is asked before the run counts; with it the run is over
public record RunRecord(
        String route,
        String run,
        long fence,
        int ranges,
        boolean deleting,
        Map<String, Long> counts,
        long foundBefore,
        boolean confirmed,
        Optional<String> question,
        Instant started,
        Optional<Instant> ended) {

    public RunRecord {
        counts = Map.copyOf(counts);
    }

    /// A run, in one range, of a route that had none before.
    public static RunRecord first(String route, String run, boolean confirmed, Instant now) {
        return begun(route, run, 1, 0, confirmed, now);
    }

    /// Another run, from the beginning and in one range.
    ///
    /// @param found source objects this one found; if it ended with a question, those before count
    public RunRecord next(String newRun, long found, boolean nowConfirmed, Instant now) {
        long before = question.isPresent() ? foundBefore : found;
        return begun(route, newRun, fence + 1, before, nowConfirmed, now);
    }

    /// The same run, from the beginning and in one range.
    public RunRecord anew() {
        return begun(route, run, fence + 1, foundBefore, confirmed, started);
    }

    private static RunRecord begun(
            String route,
            String run,
            long fence,
            long foundBefore,
            boolean confirmed,
            Instant started) {
        return new RunRecord(
                route,
                run,
                fence,
                1,
                false,
                Map.of(),
                foundBefore,
                confirmed,
                Optional.empty(),
                started,
                Optional.empty());
    }

    /// With one range more.
    public RunRecord split() {
        return at(fence, ranges + 1, deleting, counts, question, ended);
    }

    /// Everything was compared: now what is at the destination only.
    public RunRecord deletes() {
        return at(fence + 1, ranges, true, counts, question, ended);
    }

    /// Both sides were read to their ends and everything is handed over.
    public RunRecord ended(Map<String, Long> allCounts, Instant now) {
        return at(fence + 1, ranges, deleting, allCounts, question, Optional.of(now));
    }

    /// Both sides were read to their ends, and a person has to say whether that can be.
    public RunRecord asks(String text, Map<String, Long> allCounts, Instant now) {
        return at(fence + 1, ranges, deleting, allCounts, Optional.of(text), Optional.of(now));
    }

    private RunRecord at(
            long newFence,
            int newRanges,
            boolean newDeleting,
            Map<String, Long> newCounts,
            Optional<String> newQuestion,
            Optional<Instant> newEnded) {
        return new RunRecord(
                route,
                run,
                newFence,
                newRanges,
                newDeleting,
                newCounts,
                foundBefore,
                confirmed,
                newQuestion,
                started,
                newEnded);
    }
}
