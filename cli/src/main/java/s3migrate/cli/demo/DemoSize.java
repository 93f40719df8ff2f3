package s3migrate.cli.demo;

import java.time.Duration;

/// How much the demo moves, and how narrow the link is, so that the large object takes several
/// invocations.
///
/// @param smallObjects number of small objects
/// @param largeBytes size of the large one
/// @param partBytes its parts
/// @param bytesPerSecond of the destination, over all connections
/// @param timeout of the worker function
/// @param killAfterBytes of the large object at the destination, when its worker is killed
record DemoSize(
        int smallObjects,
        long largeBytes,
        long partBytes,
        long bytesPerSecond,
        Duration timeout,
        long killAfterBytes) {

    private static final long MIB = 1L << 20;

    static final DemoSize SHORT =
            new DemoSize(200, 256 * MIB, 8 * MIB, 20 * MIB, Duration.ofSeconds(10), 64 * MIB);

    static final DemoSize FULL =
            new DemoSize(2_000, 2_048 * MIB, 16 * MIB, 80 * MIB, Duration.ofSeconds(15), 512 * MIB);
}
