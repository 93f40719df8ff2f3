package s3migrate.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The moment by which work must have ended, on a given clock. Made once where the limit is known,
/// and passed down. It may come nearer, and never goes away: who waits for it looks again now and
/// then.
public record Deadline(Supplier<Instant> moment, InstantSource clock) {

    /// A deadline that stays.
    public Deadline(Instant at, InstantSource clock) {
        this(() -> at, clock);
    }

    /// A deadline `from now` on.
    public static Deadline in(Duration fromNow, InstantSource clock) {
        return new Deadline(clock.instant().plus(fromNow), clock);
    }

    /// A deadline that never comes, for programs without a time limit.
    public static Deadline never(InstantSource clock) {
        return new Deadline(Instant.MAX, clock);
    }

    /// When it is, as of now.
    public Instant at() {
        return moment.get();
    }

    /// The time left; zero once the deadline has passed.
    public Duration remaining() {
        var now = clock.instant();
        var at = at();
        if (at.equals(Instant.MAX)) {
            return Duration.ofDays(365);
        }
        return now.isBefore(at) ? Duration.between(now, at) : Duration.ZERO;
    }

    /// Whether something that takes `needed` still fits.
    public boolean leaves(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }

    /// The same moment and `more`.
    public Deadline laterBy(Duration more) {
        return earlierBy(more.negated());
    }

    /// The same moment less `margin`.
    public Deadline earlierBy(Duration margin) {
        return new Deadline(
                () -> at().equals(Instant.MAX) ? Instant.MAX : at().minus(margin), clock);
    }
}
