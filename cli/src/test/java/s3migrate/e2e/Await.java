package s3migrate.e2e;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

/// Waits for what other threads and processes bring about.
public final class Await {

    /// Long, because only a test that fails meets it.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Await() {}

    /// Until it is so.
    ///
    /// @param otherwise says what is there instead
    public static void until(Callable<Boolean> condition, Supplier<String> otherwise)
            throws Exception {
        until(LIMIT, condition, otherwise);
    }

    /// The same, for so long at most.
    static void until(Duration limit, Callable<Boolean> condition, Supplier<String> otherwise)
            throws Exception {
        var deadline = Deadline.in(limit, InstantSource.system());
        while (!condition.call()) {
            if (deadline.remaining().isZero()) {
                throw new AssertionError(
                        "not so after %d s: %s".formatted(limit.toSeconds(), otherwise.get()));
            }
            Sleeper.system().sleep(BETWEEN_LOOKS);
        }
    }
}
