package s3migrate.transfer;

import java.time.Duration;

/// How long one part takes, as a moving estimate, to tell whether one more fits. Thread-safe.
final class PartPace {

    /// A part that takes this much longer than the estimate still fits.
    private static final double CAUTION = 1.5;

    private Duration estimate = Duration.ZERO; // guarded by this

    /// Takes note of a part that ended.
    synchronized void took(Duration duration) {
        estimate =
                estimate.isZero() ? duration : estimate.multipliedBy(3).plus(duration).dividedBy(4);
    }

    /// The time to allow for one more part; zero as long as none has ended.
    synchronized Duration next() {
        return Duration.ofNanos((long) (estimate.toNanos() * CAUTION));
    }
}
