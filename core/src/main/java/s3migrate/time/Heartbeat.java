package s3migrate.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Repeats signs of life, such as renewing a lease, beside the work they are for.
@FunctionalInterface
public interface Heartbeat {

    /// Runs `beat` every `period`, first after one period, until the answer is closed. A beat that
    /// throws ends the series.
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
            var _ =
                    timer.scheduleAtFixedRate(
                            beat, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
            return () -> {
                timer.shutdown();
                timer.close();
            };
        };
    }
}
