package s3migrate.sandbox.proxy;

import java.util.SplittableRandom;

/// When bytes that arrive now may leave: by bandwidth, loss and distance of a line, one way. In
/// nanoseconds of `System.nanoTime`. One thread.
final class Schedule {
    private static final int SEGMENT_BYTES = 1448;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Line line;
    private final SplittableRandom chance;
    private long freeFrom = System.nanoTime();

    Schedule(Line line, SplittableRandom chance) {
        this.line = line;
        this.chance = chance;
    }

    /// Never earlier than for the bytes before.
    long departure(int bytes) {
        long now = System.nanoTime();
        long start = now - freeFrom > 0 ? now : freeFrom;
        freeFrom = start + passing(bytes) + stalls(bytes);
        return freeFrom + line.roundTrip().toNanos() / 2;
    }

    private long passing(int bytes) {
        return line.bytesPerSecond() == 0
                ? 0
                : (long) (bytes * NANOS_PER_SECOND / line.bytesPerSecond());
    }

    private long stalls(int bytes) {
        long stalls = 0;
        if (line.lostShare() > 0) {
            for (int sent = 0; sent < bytes; sent += SEGMENT_BYTES) {
                stalls += chance.nextDouble() < line.lostShare() ? line.stall().toNanos() : 0;
            }
        }
        return stalls;
    }
}
