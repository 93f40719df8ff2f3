package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// A value read from outside and kept for a while. Thread-safe. A read that fails is tried again at
/// the next call.
final class Refreshed<T> implements Supplier<T> {

    private record Read<T>(T value, Instant at) {}

    private final Supplier<T> source;
    private final Duration kept;
    private final InstantSource clock;
    private Optional<Read<T>> last = Optional.empty(); // guarded by this

    Refreshed(Supplier<T> source, Duration kept, InstantSource clock) {
        this.source = source;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public T get() {
        return noOlderThan(kept);
    }

    /// The value, read again unless that was done so short a while ago.
    synchronized T noOlderThan(Duration age) {
        var now = clock.instant();
        var fresh = last.filter(read -> now.isBefore(read.at().plus(age)));
        var read = fresh.orElseGet(() -> new Read<>(source.get(), now));
        last = Optional.of(read);
        return read.value();
    }
}
