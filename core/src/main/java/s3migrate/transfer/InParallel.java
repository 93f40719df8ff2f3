package s3migrate.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import s3migrate.time.Deadline;

/// Runs work on many items at once, on virtual threads, at most `limit` at a time.
public final class InParallel {

    /// What is done with one item; empty if it was not begun.
    @FunctionalInterface
    public interface Work<T, R> {
        Optional<R> on(T item) throws InterruptedException;
    }

    private InParallel() {}

    /// Returns what ended before the deadline, in no order. At the deadline the rest is interrupted
    /// and waited for. The first failure does the same, and is thrown.
    public static <T, R> List<R> map(List<T> items, int limit, Deadline deadline, Work<T, R> work)
            throws InterruptedException {
        var permits = new Semaphore(limit);
        var results = new ArrayList<R>(items.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Optional<R>>(threads);
            for (T item : items) {
                running.submit(() -> {
                    permits.acquire();
                    try {
                        return work.on(item);
                    } finally {
                        permits.release();
                    }
                });
            }
            try {
                for (int left = items.size(); left > 0; left--) {
                    Future<Optional<R>> ended =
                            running.poll(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
                    if (ended == null) {
                        break;
                    }
                    ended.get().ifPresent(results::add);
                }
            } catch (ExecutionException failed) {
                throw unchecked(Objects.requireNonNull(failed.getCause()));
            } finally {
                threads.shutdownNow();
            }
        }
        return results;
    }

    private static RuntimeException unchecked(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case RuntimeException broke -> broke;
            case Error broke -> throw broke;
            case InterruptedException interrupted -> throw interrupted;
            default -> new IllegalStateException(cause);
        };
    }
}
