package s3migrate.store.s3;

import java.time.Duration;
import java.time.Instant;

/// How many requests a second one prefix takes, as its answers tell: halved by a 503, raised by
/// every other answer. Without limit until the first 503. Serves many threads.
final class PrefixRate {

    /// By what a second of answers raises the rate.
    private static final double RAISE = 10;

    private static final double LEAST = 1;

    /// What S3 reads from a partition in a second: whoever gets there needs no limit of ours.
    private static final double MOST = 5_500;

    /// The requests that were on their way at a 503 are answered so, too; they count once.
    private static final Duration ECHO = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final double NANOS = 1e9;

    private double perSecond = Double.POSITIVE_INFINITY; // all guarded by this
    private Instant free = Instant.MIN;
    private Instant halved = Instant.MIN;
    private long second = Long.MIN_VALUE;
    private long sent;
    private long sentBefore;

    /// How long the next request has to wait; counts it.
    synchronized Duration reserved(Instant now) {
        var turn = free.isAfter(now) ? free : now;
        if (perSecond < Double.POSITIVE_INFINITY) {
            free = turn.plusNanos((long) (NANOS / perSecond));
        }
        count(turn.getEpochSecond());
        return Duration.between(now, turn);
    }

    private void count(long at) {
        if (at != second) {
            sentBefore = at == second + 1 ? sent : 0;
            sent = 0;
            second = at;
        }
        sent++;
    }

    /// A request was answered 503.
    synchronized void refused(Instant now) {
        if (now.isBefore(halved.plus(ECHO))) {
            return;
        }
        halved = now;
        perSecond = Math.max(LEAST, Math.min(perSecond, (double) Math.max(sent, sentBefore)) / 2);
    }

    /// A request was answered otherwise.
    synchronized void passed() {
        perSecond += RAISE / perSecond;
        if (perSecond > MOST) {
            perSecond = Double.POSITIVE_INFINITY;
        }
    }

    /// Whether nothing is lost if it is forgotten.
    synchronized boolean isIdle(Instant now) {
        return perSecond == Double.POSITIVE_INFINITY && second < now.minus(IDLE).getEpochSecond();
    }
}
