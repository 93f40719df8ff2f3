package s3migrate.cli.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// How far the objects are that are being copied in parts. Thread-safe.
final class LargeCopies {

    private final InstantSource clock;
    private final Map<ObjectLocation, Copy> copies = new LinkedHashMap<>(); // guarded by this

    LargeCopies(InstantSource clock) {
        this.clock = clock;
    }

    /// @param there bytes that are at the destination
    /// @param copied bytes of these that came since `start`
    private record Copy(long size, long there, long copied, Instant start) {

        Copy plus(long bytes) {
            return new Copy(size, there + bytes, copied + bytes, start);
        }
    }

    /// One of them.
    ///
    /// @param done 0 to 1
    /// @param bytesPerSecond since it began here
    /// @param left at that rate
    record Row(
            ObjectLocation source, double done, double bytesPerSecond, Optional<Duration> left) {}

    /// One begins, of whose `parts` so many are `present`.
    synchronized void planned(ObjectLocation source, long size, int parts, int present) {
        copies.put(source, new Copy(size, size * present / parts, 0, clock.instant()));
    }

    /// More of it is there.
    synchronized void copied(ObjectLocation source, long bytes) {
        copies.computeIfPresent(source, (_, copy) -> copy.plus(bytes));
    }

    /// It is over, one way or another.
    synchronized void ended(ObjectLocation source) {
        copies.remove(source);
    }

    /// Those under way, in the order they began.
    synchronized List<Row> rows() {
        var now = clock.instant();
        return copies.entrySet().stream().map(e -> row(e.getKey(), e.getValue(), now)).toList();
    }

    private static Row row(ObjectLocation source, Copy copy, Instant now) {
        double seconds = Duration.between(copy.start(), now).toMillis() / 1000.0;
        double rate = seconds > 0 ? copy.copied() / seconds : 0;
        long missing = Math.max(0, copy.size() - copy.there());
        var left =
                rate > 0
                        ? Optional.of(Duration.ofSeconds((long) Math.ceil(missing / rate)))
                        : Optional.<Duration>empty();
        double done = copy.size() == 0 ? 1 : Math.min(1, (double) copy.there() / copy.size());
        return new Row(source, done, rate, left);
    }
}
