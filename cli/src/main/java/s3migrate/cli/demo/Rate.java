package s3migrate.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How fast the copies came lately. What was slow or stood still before the last seconds does not
/// count. One thread.
final class Rate {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /// Less says nothing about what is left.
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    /// An object takes about as long as so many bytes more than it has: two round trips and what is
    /// written about it.
    private static final long BYTES_PER_OBJECT = 256 * 1024;

    private record Sample(Instant at, Amount amount) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /// Objects and their bytes, and those of parts.
    record Amount(int objects, long bytes) {

        private long effort() {
            return bytes + objects * BYTES_PER_OBJECT;
        }
    }

    /// What has arrived by now. Time goes forward only; it begins to count with the first arrival.
    void now(Instant at, Amount arrived) {
        if (arrived.effort() == 0) {
            samples.clear();
        }
        samples.addLast(new Sample(at, arrived));
        var from = at.minus(WINDOW);
        while (samples.size() > 2 && samples.getFirst().at().isBefore(from)) {
            samples.removeFirst();
        }
    }

    /// 0 if nothing came.
    double bytesPerSecond() {
        long bytes = last().amount().bytes() - first().amount().bytes();
        return bytes / seconds();
    }

    /// How long the rest takes at this pace; empty if that cannot be said.
    Optional<Duration> timeFor(Amount all) {
        long done = last().amount().effort();
        double perSecond = (done - first().amount().effort()) / seconds();
        if (perSecond <= 0 || span().compareTo(ENOUGH) < 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (1000 * (all.effort() - done) / perSecond)));
    }

    private double seconds() {
        return Math.max(0.001, span().toMillis() / 1000.0);
    }

    private Duration span() {
        return Duration.between(first().at(), last().at());
    }

    private Sample first() {
        return samples.getFirst();
    }

    private Sample last() {
        return samples.getLast();
    }
}
