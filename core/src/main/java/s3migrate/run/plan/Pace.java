package s3migrate.run.plan;

import java.time.Duration;
import s3migrate.run.Amount;

/// How fast objects and bytes go, at best and at worst, as long as nobody else asks the same
/// stores. Nothing of a store or a link is measured before a copy begins, so the bounds are far
/// apart.
record Pace(double slowObjects, double fastObjects, double slowBytes, double fastBytes) {

    private static final double MB = 1e6;

    /// One partition of S3 takes 3,500 writes a second; ten workers with 20 requests of 50 ms in
    /// flight make 4,000.
    private static final double MOST_OBJECTS = 3_500;

    record Times(Duration fastest, Duration slowest) {}

    static Pace of(Path path) {
        if (path.within()) {
            // 64 copied parts in flight, 100 MB/s each at best.
            return new Pace(100, MOST_OBJECTS, 200 * MB, 6_400 * MB);
        }
        // Ten workers of 75 MB/s; one machine between a home's and a server's network.
        return path.deployed()
                ? new Pace(200, MOST_OBJECTS, 100 * MB, 750 * MB)
                : new Pace(50, 1_000, 10 * MB, 1_000 * MB);
    }

    Times times(Amount amount) {
        return new Times(
                longer(amount.objects() / fastObjects, amount.bytes() / fastBytes),
                longer(amount.objects() / slowObjects, amount.bytes() / slowBytes));
    }

    private static Duration longer(double a, double b) {
        return Duration.ofSeconds((long) Math.ceil(Math.max(a, b)));
    }
}
