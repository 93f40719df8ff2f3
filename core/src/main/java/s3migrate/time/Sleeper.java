package s3migrate.time;

import java.time.Duration;

/// Waits. Production uses `Sleeper.system()`; tests move a manual clock instead.
@FunctionalInterface
public interface Sleeper {

    /// Returns after `duration`, or at once for zero.
    void sleep(Duration duration) throws InterruptedException;

    /// Sleeps on the calling thread.
    static Sleeper system() {
        return Thread::sleep;
    }
}
