package s3migrate.transfer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.transfer.Step.Cause;

/// Counts the rounds of one transfer by what made them necessary.
final class Rounds {

    /// Rounds lost to other writers, before the object is left for later.
    private static final int MAX_OVERTAKEN = 20;

    /// Copies that end with other bytes than the source's, or that are not to be found, before the
    /// object counts as failed: each costs all its bytes.
    private static final int MAX_MISMATCHES = 3;

    private final Map<Cause, Integer> times = new EnumMap<>(Cause.class);
    private final int maxRestarts;
    private final int earlierRestarts;
    private Optional<Carried> written = Optional.empty();

    Rounds(int maxRestarts, int earlierRestarts) {
        this.maxRestarts = maxRestarts;
        this.earlierRestarts = earlierRestarts;
    }

    /// Whether nothing had to be repeated yet.
    boolean first() {
        return times.isEmpty();
    }

    /// How the bytes went of a write that may have landed, the latest if there were several.
    Optional<Carried> written() {
        return written;
    }

    /// Whether something was written that we do not know of.
    boolean maybeWritten() {
        return written.isPresent();
    }

    /// Whether what is there may be this transfer's own doing, or that of another since it began.
    boolean maybeWrittenSince() {
        return maybeWritten()
                || times.containsKey(Cause.OVERTAKEN)
                || times.containsKey(Cause.REPLACED);
    }

    /// Whether S3 has refused to copy the object by itself.
    boolean refusedWithinS3() {
        return times.containsKey(Cause.REFUSED_WITHIN_S3);
    }

    /// How often the source changed.
    int restarts() {
        return times.getOrDefault(Cause.SOURCE_CHANGED, 0);
    }

    /// Takes note of one more round, and tells if that is enough.
    Optional<TransferOutcome> enough(Step.Again again) {
        written = again.written().or(() -> written);
        int now = times.merge(again.cause(), 1, Integer::sum);
        TransferOutcome end =
                switch (again.cause()) {
                    case SOURCE_CHANGED -> new TransferOutcome.KeepsChanging(earlierRestarts + now);
                    case WRONG_BYTES, REPLACED -> new TransferOutcome.Mismatch(again.detail());
                    case OVERTAKEN, MAYBE_WRITTEN, REFUSED_WITHIN_S3 ->
                            new TransferOutcome.Overtaken(now, again.detail());
                };
        int limit =
                switch (again.cause()) {
                    case SOURCE_CHANGED -> maxRestarts - earlierRestarts + 1;
                    case WRONG_BYTES, REPLACED -> MAX_MISMATCHES;
                    case OVERTAKEN, MAYBE_WRITTEN, REFUSED_WITHIN_S3 -> MAX_OVERTAKEN;
                };
        return now >= limit ? Optional.of(end) : Optional.empty();
    }
}
