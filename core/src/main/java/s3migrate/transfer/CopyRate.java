package s3migrate.transfer;

import java.time.Duration;
import s3migrate.time.Deadline;

/// How fast the parts of a route went lately, for the size and number of the next: a part is to fit
/// a quarter of the time that is left, so that little is lost when it ends. Bandwidth counts as
/// shared: fewer parts at once are each faster. Sizes are bytes. Thread-safe.
public final class CopyRate {

    /// Of the time left, what one part may take.
    private static final int SHARE = 4;

    /// What counts as long as nothing was measured, in bytes per second: slow for a Lambda function
    /// in one region, fast between continents.
    private static final double FIRST_GUESS = 16 << 20;

    /// S3 takes no smaller parts but the last (S3 user guide).
    private static final long LEAST_PART_BYTES = 5L << 20;

    /// All parts together, in bytes per second; 0 as long as nothing was measured.
    private double measured; // guarded by this

    /// Takes note of a part that ended, one of `inFlight`.
    synchronized void took(long bytes, Duration duration, int inFlight) {
        if (duration.toMillis() < 1) {
            return;
        }
        double now = bytes * 1_000.0 / duration.toMillis() * inFlight;
        measured = measured == 0 ? now : (measured * 7 + now) / 8;
    }

    /// The size of a part, of which so many are in flight: `preferred`, or less where that would
    /// take too long.
    synchronized long partBytes(long preferred, int inFlight, Deadline deadline) {
        if (measured == 0) {
            return preferred;
        }
        double fits = measured / inFlight * share(deadline);
        return fits >= preferred
                ? preferred
                : Math.max(Math.min(preferred, LEAST_PART_BYTES), (long) fits);
    }

    /// How many parts of this size may be in flight, at most `most`: a single one may take as long
    /// as it takes.
    synchronized int atOnce(long partBytes, Deadline deadline, int most) {
        double rate = measured == 0 ? FIRST_GUESS : measured;
        return (int) Math.clamp(rate * share(deadline) / partBytes, 1.0, most);
    }

    private static double share(Deadline deadline) {
        return deadline.remaining().toMillis() / 1_000.0 / SHARE;
    }
}
