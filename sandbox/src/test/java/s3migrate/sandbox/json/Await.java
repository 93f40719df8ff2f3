package s3migrate.sandbox.json;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another thread or process brings about.
public final class Await {
    /// Long, because it is only met by a test that fails.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    public static void until(Callable<Boolean> condition) throws Exception {
        var end = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            if (Instant.now().isAfter(end))
                throw new AssertionError("not so after " + LIMIT.toSeconds() + " s");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
