package s3migrate.transfer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import s3migrate.time.Deadline;

/// Runs work on many items, on `limit` virtual threads that take one item after another.
public final class InParallel {

    /// What is done with one item; empty if it was not begun.
    @FunctionalInterface
    public interface Work<T, R> {
        Optional<R> on(T item) throws InterruptedException;
    }

    /// A deadline may come nearer.
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private InParallel() {}

    /// Returns what ended before the deadline, in no order. At the deadline the rest is interrupted
    /// and waited for; what it still returns does not count. The first failure does the same, and
    /// is thrown.
    public static <T, R> List<R> map(List<T> items, int limit, Deadline deadline, Work<T, R> work)
            throws InterruptedException {
        var left = new ConcurrentLinkedQueue<>(items);
        var results = new ConcurrentLinkedQueue<R>();
        int workers = Math.min(limit, items.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Boolean>(threads);
            for (int i = 0; i < workers; i++) {
                running.submit(() -> {
                    for (var item = left.poll(); item != null; item = left.poll()) {
                        work.on(item).ifPresent(results::add);
                    }
                    return true;
                });
            }
            try {
                for (int i = 0; i < workers; i++) {
                    var ended = ended(running, deadline);
                    if (ended.isEmpty()) {
                        break;
                    }
                    var _ = ended.get().get();
                }
                return List.copyOf(results);
            } catch (ExecutionException failed) {
                throw unchecked(Objects.requireNonNull(failed.getCause()));
            } finally {
                left.clear();
                threads.shutdownNow();
            }
        }
    }

    /// What ended next; empty at the deadline.
    private static Optional<Future<Boolean>> ended(
            CompletionService<Boolean> running, Deadline deadline) throws InterruptedException {
        while (true) {
            long left = deadline.remaining().toMillis();
            var ended = running.poll(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS);
            if (ended != null || left == 0) {
                return Optional.ofNullable(ended);
            }
        }
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
