package s3migrate.ledger;

import java.util.Map;
import java.util.Optional;

/// How far a run is in one of its ranges: the keys behind `after`, empty from the first key on, up
/// to `upTo` and with it, to the last key without it.
///
/// `run` is the id of the run: records of an earlier one have another, and count for nothing.
/// `fence` grows whenever the range is taken: who writes with an older one is refused. Every
/// difference up to the key `reached` is handed over, and `counts` is what was found on the way
/// there. `deleting` once the range is gone through a second time, to delete.
public record RangeRecord(
        String route,
        int number,
        String run,
        long fence,
        Optional<Lease> lease,
        String after,
        Optional<String> upTo,
        String reached,
        Map<String, Long> counts,
        boolean deleting,
        boolean done) {

    public RangeRecord {
        counts = Map.copyOf(counts);
    }

    /// All keys, in nobody's hands.
    public static RangeRecord all(String route, String run) {
        return new RangeRecord(
                route,
                0,
                run,
                1,
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                Map.of(),
                false,
                false);
    }

    /// In the hands of `newLease`'s owner, from where it stands.
    public RangeRecord takenBy(Lease newLease) {
        return at(fence + 1, Optional.of(newLease), upTo, reached, counts, deleting, false);
    }

    /// The same from its first key, to delete.
    public RangeRecord deletes() {
        return at(fence, lease, upTo, after, counts, true, false);
    }

    /// Further on, under a longer lease.
    public RangeRecord at(String newReached, Map<String, Long> newCounts, Lease newLease) {
        return at(fence, Optional.of(newLease), upTo, newReached, newCounts, deleting, done);
    }

    /// As far, with other counts.
    public RangeRecord counting(Map<String, Long> newCounts) {
        return at(fence, lease, upTo, reached, newCounts, deleting, done);
    }

    /// In nobody's hands.
    public RangeRecord free() {
        return at(fence, Optional.empty(), upTo, reached, counts, deleting, done);
    }

    /// Gone through to its end.
    public RangeRecord done(Map<String, Long> allCounts) {
        return at(fence, Optional.empty(), upTo, reached, allCounts, deleting, true);
    }

    /// Without the keys behind `key`.
    public RangeRecord upTo(String key) {
        return at(fence, lease, Optional.of(key), reached, counts, deleting, done);
    }

    /// The keys behind `key`, in the same hands.
    public RangeRecord behind(String key, int newNumber) {
        return new RangeRecord(
                route, newNumber, run, 1, lease, key, upTo, key, Map.of(), deleting, false);
    }

    private RangeRecord at(
            long newFence,
            Optional<Lease> newLease,
            Optional<String> newUpTo,
            String newReached,
            Map<String, Long> newCounts,
            boolean newDeleting,
            boolean newDone) {
        return new RangeRecord(
                route,
                number,
                run,
                newFence,
                newLease,
                after,
                newUpTo,
                newReached,
                newCounts,
                newDeleting,
                newDone);
    }
}
