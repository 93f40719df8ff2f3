package s3migrate.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The moment by which work must have ended, on a given clock. Made once where the limit is known,
/// and passed down.
public record Deadline(Instant at, InstantSource clock) {

    /// A deadline `from now` on.
    public static Deadline in(Duration fromNow, InstantSource clock) {
        return new Deadline(clock.instant().plus(fromNow), clock);
    }

    /// A deadline that never comes, for programs without a time limit.
    public static Deadline never(InstantSource clock) {
        return new Deadline(Instant.MAX, clock);
    }

    /// The time left; zero once the deadline has passed.
    public Duration remaining() {
        var now = clock.instant();
        if (at.equals(Instant.MAX)) {
            return Duration.ofDays(365);
        }
        return now.isBefore(at) ? Duration.between(now, at) : Duration.ZERO;
    }

    /// Whether something that takes `needed` still fits.
    public boolean leaves(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }

    /// The same moment less `margin`.
    public Deadline earlierBy(Duration margin) {
        return at.equals(Instant.MAX) ? this : new Deadline(at.minus(margin), clock);
    }
}
