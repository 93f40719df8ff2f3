package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import s3migrate.benchmarks.Watched;

/// How a program did while it copied: its heap when a quarter of the bytes was there and near the
/// end, and the most messages that waited.
final class Course implements AutoCloseable {
    private static final double EARLY = 0.25;
    private static final double LATE = 0.95;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// How many messages wait, or are being worked on.
    @FunctionalInterface
    interface Depth {
        int messages() throws InterruptedException;
    }

    private final Jvm jvm;
    private final LongSupplier bytesThere;
    private final long bytes;
    private final Depth depth;
    private final long begin = System.nanoTime();
    private final double serversBefore = serversCpuSeconds();
    private final Thread looking;
    private volatile double cpuSeconds;
    private volatile OptionalDouble earlyHeap = OptionalDouble.empty();
    private volatile OptionalDouble lateHeap = OptionalDouble.empty();
    private volatile int deepest;
    private volatile int depthAtEarly;

    private Course(Jvm jvm, LongSupplier bytesThere, long bytes, Depth depth) {
        this.jvm = jvm;
        this.bytesThere = bytesThere;
        this.bytes = bytes;
        this.depth = depth;
        looking = Thread.ofVirtual().unstarted(this::look);
    }

    /// Begins to look.
    ///
    /// @param bytesThere how many have come to the destination so far
    /// @param bytes how many are to come
    static Course of(Jvm jvm, LongSupplier bytesThere, long bytes, Depth depth) {
        var course = new Course(jvm, bytesThere, bytes, depth);
        course.looking.start();
        return course;
    }

    private void look() {
        try {
            while (true) {
                cpuSeconds = Math.max(cpuSeconds, jvm.cpuSeconds());
                deepest = Math.max(deepest, depth.messages());
                measureHeap(bytesThere.getAsLong() / (double) bytes);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException ended) {
            // The program is over: what was seen of it stands.
        }
    }

    private void measureHeap(double share) throws IOException, InterruptedException {
        if (share >= EARLY && earlyHeap.isEmpty()) {
            depthAtEarly = depth.messages();
            earlyHeap = OptionalDouble.of(jvm.heapMebibytes());
        }
        if (share >= LATE && lateHeap.isEmpty()) {
            lateHeap = OptionalDouble.of(jvm.heapMebibytes());
        }
    }

    /// Of all of the program's life, up to the last look.
    double cpuSeconds() {
        return cpuSeconds;
    }

    /// Of this JVM, in which all servers are, since the beginning.
    double serversUsed() {
        return serversCpuSeconds() - serversBefore;
    }

    private static double serversCpuSeconds() {
        return Watched.cpuSeconds(ProcessHandle.current());
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /// In MiB, after a collection; empty if the copy was over before.
    OptionalDouble earlyHeap() {
        return earlyHeap;
    }

    /// In MiB, after a collection; empty if the copy was over before.
    OptionalDouble lateHeap() {
        return lateHeap;
    }

    int deepest() {
        return deepest;
    }

    int depthAtEarly() {
        return depthAtEarly;
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
