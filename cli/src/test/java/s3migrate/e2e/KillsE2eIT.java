package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.UploadedPart;

/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=KillsE2eIT`: the deployed functions, killed hard
/// at moments of chance while they compare and copy small objects and objects in parts. `-Dkills`
/// and `-Dobjects` say how often and among how many, `-Dseed` repeats a failure.
@Tag("exhaustive")
class KillsE2eIT {

    private static final int KILLS = Integer.getInteger("kills", 30);
    private static final int OBJECTS = Integer.getInteger("objects", 1_000);

    /// What was being copied comes back so much later, and a few seconds.
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long BYTES_PER_SECOND = 8 << 20;
    private static final int OBJECTS_PER_LARGE_ONE = 20;

    @TempDir Path directory;

    private final long seed = Long.getLong("seed", new Random().nextLong(1L << 32));
    private final Random random = new Random(seed);

    @Test
    void killsOfComparisonsAndCopiesLoseNothing() throws Exception {
        try (var aws = new ChaosSystem(directory, TIMEOUT, seed)) {
            var route = new ChaosHistory(aws.bucket("killed"), false);
            aws.routes(
                    """
                    [{"name": "killed", "src_bucket": "killed", "des_bucket": "killed-copies", "des_store": "aws"}]\
                    """);
            long bytes = write(route);
            route.lane().to().s3().limitBandwidth(BYTES_PER_SECOND);
            aws.compare(List.of(route));
            int killed = 0;
            for (long moment : random.longs(KILLS, 0, bytes).sorted().toArray()) {
                Await.until(
                        LONGEST,
                        () -> route.behind().isEmpty() || (copied(route) >= moment && aws.kill()),
                        aws::state);
                killed += route.behind().isEmpty() ? 0 : 1;
            }
            route.lane().to().s3().limitBandwidth(0);
            aws.awaitIdle(LONGEST);
            aws.compare(List.of(route));
            aws.awaitIdle(LONGEST);

            System.out.printf("-Dseed=%d: %d kills, %,d objects%n", seed, killed, OBJECTS);
            assertThat(killed).isPositive();
            assertThat(BrokenPromises.of(aws, List.of(route))).isEmpty();
        }
    }

    /// One in twenty has two parts.
    ///
    /// @return bytes of all
    private long write(ChaosHistory route) {
        long sum = 0;
        for (int i = 0; i < OBJECTS; i++) {
            long bytes =
                    i % OBJECTS_PER_LARGE_ONE == 0
                            ? Fleet.PART_BYTES + 1 + random.nextInt(4 << 20)
                            : random.nextInt(64 << 10);
            route.write(
                    "%06d".formatted(i),
                    GeneratedObject.inParts(random.nextLong(), bytes, Fleet.PART_BYTES));
            sum += bytes;
        }
        return sum;
    }

    /// Bytes that are at the destination, in objects or in parts.
    private static long copied(ChaosHistory route) {
        return route.copiedBytes()
                + route.lane().openParts().stream().mapToLong(UploadedPart::size).sum();
    }
}
