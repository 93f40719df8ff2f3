package s3migrate.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Lets things through at a steady rate, in the order in which they come. What was not used is not
/// saved up, so that in no second more than the rate passes, whatever came before it.
///
/// Serves many threads; each waits for its own turn.
public final class Pace {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private Instant free = Instant.MIN; // guarded by this

    /// @param perSecond above 0
    public Pace(double perSecond, InstantSource clock, Sleeper sleeper) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "%s per second: accepted is above 0".formatted(perSecond));
        }
        this.perSecond = perSecond;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// Waits until `amount` may pass.
    public void take(long amount) throws InterruptedException {
        sleeper.sleep(reserved(amount));
    }

    private synchronized Duration reserved(long amount) {
        var now = clock.instant();
        var turn = free.isAfter(now) ? free : now;
        free = turn.plusNanos((long) (amount / perSecond * NANOS));
        return Duration.between(now, turn);
    }
}
