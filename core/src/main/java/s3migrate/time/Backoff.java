package s3migrate.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Computes how long to wait before a further attempt: doubling from `first` up to `longest`, with
/// full jitter in the upper half. Never sleeps itself.
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff from %s to %s: accepted is 0 < first ≤ longest"
                            .formatted(first, longest));
        }
    }

    /// The wait after `attempts` failed attempts, counted from 1.
    public Duration after(int attempts, RandomGenerator random) {
        int doublings = Math.clamp(attempts - 1L, 0, 30);
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
        ceiling = ceiling <= 0 ? longest.toMillis() : ceiling;
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
