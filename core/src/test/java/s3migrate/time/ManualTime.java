package s3migrate.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves only when told to or slept on: minutes of waiting pass in no time. Serves
/// many threads.
public final class ManualTime implements InstantSource, Sleeper {

    private Instant now;
    private Duration slept = Duration.ZERO;

    /// Starts at a fixed moment, so that failures of tests read alike.
    public ManualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public ManualTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /// Moves the clock without counting as sleep.
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept = slept.plus(duration);
        now = now.plus(duration);
    }

    /// How long all sleeps took together.
    public synchronized Duration slept() {
        return slept;
    }
}
