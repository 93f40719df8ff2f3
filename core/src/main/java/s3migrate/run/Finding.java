package s3migrate.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a pass counts. Every source object found is one of `SAME` to `OTHER_METADATA`, and every
/// one that is missing, changed or has other metadata is one of `ARCHIVED` to `SENT`.
public enum Finding {
    /// Proved equal.
    SAME,
    /// Of equal size, with nothing to prove more by, or nothing more asked.
    SAME_SIZE,
    /// Not proved equal, and on the ignore list or left out by the route's filters.
    IGNORED,
    /// Not at the destination.
    MISSING,
    /// Other at the destination.
    CHANGED,
    /// With the same bytes and other headers or user metadata at the destination.
    OTHER_METADATA,
    /// At the destination only.
    EXTRA,
    /// At the destination only and none of the route's business: on the ignore list, left out by
    /// the route's patterns, or under a key that is no copy's.
    EXTRA_IGNORED,

    /// In a storage class nobody can read from, and not restored: restore it first.
    ARCHIVED,
    /// Without a legal key at the destination.
    IMPOSSIBLE,
    /// Other at the destination, where it stays: the route overwrites nothing.
    KEPT,
    /// Being copied by a worker.
    IN_FLIGHT,
    /// Failed as it is, and not due for another try yet.
    WAITING,
    /// Handed over as a job.
    SENT,

    /// At the destination only, and handed over to be deleted.
    DELETE_SENT,
    /// Stood as a failure, and is equal now.
    CLEARED;

    /// Those that differ and get no job.
    static final Set<Finding> BEHIND = EnumSet.of(ARCHIVED, IMPOSSIBLE, IN_FLIGHT, WAITING);

    /// Its name in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
