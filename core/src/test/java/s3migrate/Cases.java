package s3migrate;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Checks a property on many generated cases. A failure names the seed of its case: `-Dseed=<seed>`
/// runs that one first again.
public final class Cases {

    private static final int COUNT = Integer.getInteger("cases", 300);

    private Cases() {}

    public static <T> void forAll(Function<RandomGenerator, T> generator, Consumer<T> check) {
        long first = Long.getLong("seed", new Random().nextLong(1L << 32));
        for (long seed = first; seed < first + COUNT; seed++) {
            T generated = generator.apply(new Random(seed));
            try {
                check.accept(generated);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("-Dseed=%d: %s".formatted(seed, generated), failure);
            }
        }
    }
}
