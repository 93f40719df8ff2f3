package s3migrate.cli.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import s3migrate.object.ObjectLocation;

/// The objects that were not copied, each with its reason. Keeps the first thousand, and of every
/// cause the number, the first and the last. Thread-safe.
final class Failures {

    private static final int KEPT = 1_000;
    private static final int CAUSES = 100;
    private static final FailureCause OTHERS = new FailureCause("other causes", "");

    /// One object and why.
    ///
    /// @param cause S3's error code, or a word of ours
    record Failure(ObjectLocation source, String cause, String reason) {}

    /// All that failed for one cause.
    record Group(FailureCause cause, long count, Failure first, Failure last) {

        private Group and(Failure next) {
            return new Group(cause, count + 1, first, next);
        }
    }

    private final List<Failure> kept = new ArrayList<>(); // guarded by this
    private final Map<FailureCause, Group> groups = new LinkedHashMap<>(); // guarded by this
    private long count; // guarded by this

    synchronized void add(Failure failure) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(failure);
        }
        var found = FailureCause.of(failure);
        var cause = groups.containsKey(found) || groups.size() < CAUSES ? found : OTHERS;
        groups.merge(cause, new Group(cause, 1, failure, failure), (all, _) -> all.and(failure));
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Failure> kept() {
        return List.copyOf(kept);
    }

    /// The objects of the failures that are kept.
    synchronized Set<ObjectLocation> sources() {
        return kept.stream().map(Failure::source).collect(Collectors.toUnmodifiableSet());
    }

    /// By cause, in the order in which these came up.
    synchronized List<Group> groups() {
        return List.copyOf(groups.values());
    }
}
