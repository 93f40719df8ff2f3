package s3migrate.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C, and every other orderly end of the JVM, into an interrupt of the thread that
/// works, and keeps the JVM until that thread has put everything away.
final class OrderlyEnd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch putAway = new CountDownLatch(1);
    private final Thread hook;

    private OrderlyEnd(Thread worker) {
        hook =
                new Thread(() -> {
                    worker.interrupt();
                    try {
                        boolean _ = putAway.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException impatient) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Of the calling thread, until it closes what is returned.
    static OrderlyEnd ofThisThread() {
        var end = new OrderlyEnd(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    @Override
    public void close() {
        putAway.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already, and ends now.
            return;
        }
    }
}
