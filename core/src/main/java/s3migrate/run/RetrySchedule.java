package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.Failure;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ETag;

/// When an object that failed as it is now is tried again: 1 h after its first failure, 6 h after
/// the second, then daily. One that changed since is tried at once.
final class RetrySchedule {

    private static final List<Duration> WAITS =
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

    private RetrySchedule() {}

    /// The failure that keeps the object `etag` from being tried at `now`; empty if it is due.
    static Optional<Failure> waiting(LedgerEntry entry, ETag etag, Instant now) {
        boolean changed =
                !entry.source().etag().equals(ETag.UNSEEN) && !entry.source().etag().equals(etag);
        return entry.failure()
                .filter(_ -> entry.state() == LedgerEntry.State.FAILED)
                .filter(_ -> !changed)
                .filter(failure -> now.isBefore(failure.last().plus(waitAfter(entry.tries()))));
    }

    private static Duration waitAfter(int failures) {
        return WAITS.get(Math.clamp(failures - 1L, 0, WAITS.size() - 1));
    }
}
