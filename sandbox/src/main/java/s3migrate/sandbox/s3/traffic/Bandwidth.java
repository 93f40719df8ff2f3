package s3migrate.sandbox.s3.traffic;

import java.util.concurrent.locks.LockSupport;

/// A limit in bytes per second, shared by all connections of a server in both directions.
public final class Bandwidth {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// How long an unused limit may be caught up.
    private static final long BURST_NANOS = NANOS_PER_SECOND / 20;

    private volatile long bytesPerSecond;
    private long freeFrom = System.nanoTime();

    /// Holds from now on; 0 for no limit.
    public void limit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// Returns when `bytes` may have passed.
    void take(long bytes) {
        long rate = bytesPerSecond;
        if (rate > 0) {
            long until = reserve(bytes * NANOS_PER_SECOND / rate);
            for (long left = until - System.nanoTime();
                    left > 0;
                    left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private synchronized long reserve(long nanos) {
        freeFrom = Math.max(freeFrom, System.nanoTime() - BURST_NANOS) + nanos;
        return freeFrom;
    }
}
