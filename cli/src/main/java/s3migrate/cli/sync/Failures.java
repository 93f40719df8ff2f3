package s3migrate.cli.sync;

import java.util.ArrayList;
import java.util.List;
import s3migrate.object.ObjectLocation;

/// The objects that were not copied, each with its reason. Keeps the first thousand and counts all.
/// Thread-safe.
final class Failures {

    private static final int KEPT = 1_000;

    /// One object and why.
    record Failure(ObjectLocation source, String cause, String reason) {}

    private final List<Failure> kept = new ArrayList<>(); // guarded by this
    private long count; // guarded by this

    synchronized void add(Failure failure) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(failure);
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Failure> kept() {
        return List.copyOf(kept);
    }
}
