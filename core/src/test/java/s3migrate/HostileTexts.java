package s3migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Good texts that were damaged 10,000 times over, always in the same ways. What is done with each
/// takes no more than a moment and a little memory. A failure names the seed of its case.
public final class HostileTexts {

    private static final int COUNT = 10_000;
    private static final Duration MOMENT = Duration.ofSeconds(5);

    /// Of memory, garbage included: what a text needs at most is a tenth of it, and the classes
    /// that are loaded for the first one are half.
    private static final long MOST_BYTES = 32L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HostileTexts() {}

    /// Checks each. What `check` does in other threads is not measured.
    public static void forEach(List<String> good, Consumer<String> check) {
        for (long seed = 0; seed < COUNT; seed++) {
            String text = Damage.of(good, new Random(seed));
            long began = System.nanoTime();
            long had = THREADS.getCurrentThreadAllocatedBytes();
            try {
                check.accept(text);
            } catch (RuntimeException | AssertionError | StackOverflowError failure) {
                throw new AssertionError("seed %d: %.2000s".formatted(seed, text), failure);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - had)
                    .as("bytes of memory, seed %d: %.2000s", seed, text)
                    .isLessThan(MOST_BYTES);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("seed %d: %.2000s", seed, text)
                    .isLessThan(MOMENT);
        }
    }
}
