package s3migrate.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Repeats signs of life, such as renewing a lease, beside the work they are for.
@FunctionalInterface
public interface Heartbeat {

    /// Runs `beat` every `period`, first after one period, until the answer is closed. A beat that
    /// throws is one that was missed.
    Running every(Duration period, Runnable beat);

    /// A series of beats. After `close` no beat runs.
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// Beats on a virtual thread per series.
    static Heartbeat system() {
        return (period, beat) -> {
            ScheduledExecutorService timer =
                    Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
            Runnable missable =
                    () -> {
                        try {
                            beat.run();
                        } catch (RuntimeException missed) {
                            // A timer ends its series at the first exception; the next beat may
                            // succeed.
                            return;
                        }
                    };
            long nanos = period.toNanos();
            var _ = timer.scheduleAtFixedRate(missable, nanos, nanos, TimeUnit.NANOSECONDS);
            return () -> {
                timer.shutdown();
                timer.close();
            };
        };
    }
}
