package s3migrate.cli.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.sqs.SqsReceiver;
import s3migrate.job.sqs.SqsReceiver.Received;
import s3migrate.log.EventLog;
import s3migrate.route.QueueAddress;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;
import s3migrate.worker.Incoming;

/// Takes the messages of one queue, as many at once as it has places, and has the worker settle
/// each. A queue has its own places, so that none waits behind another.
final class QueuePoller implements Runnable {

    /// The exit code of a process that is not to be trusted any more.
    static final int BROKEN = 1;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /// Where messages come from.
    @FunctionalInterface
    interface Inbox {

        /// Waits a while for up to `most` messages.
        ///
        /// @throws JobQueueException if the queue does not answer, or refuses
        List<Received> receive(QueueAddress queue, int most);
    }

    /// Does what messages ask for.
    @FunctionalInterface
    interface Settler {

        /// Whether the message is to be consumed.
        boolean settle(Incoming message, Deadline deadline) throws InterruptedException;
    }

    /// What all pollers of a process share.
    ///
    /// @param threads runs the work on messages
    /// @param halt ends the process with an exit code, at once
    record Shared(
            Inbox inbox,
            Settler settler,
            JobQueue queues,
            Drain drain,
            Executor threads,
            Sleeper sleeper,
            RandomGenerator random,
            EventLog log,
            IntConsumer halt) {}

    private final String name;
    private final QueueAddress queue;
    private final int places;
    private final Shared with;
    private final Semaphore free;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Optional<String> trouble = Optional.of("not asked yet");

    QueuePoller(String name, QueueAddress queue, int places, Shared with) {
        this.name = name;
        this.queue = queue;
        this.places = places;
        this.with = with;
        this.free = new Semaphore(places);
    }

    /// What the queue is for: `events`, `batches` or `large`.
    String name() {
        return name;
    }

    /// Messages that are worked on.
    int inFlight() {
        return inFlight.get();
    }

    /// Why no messages come; empty while polling works.
    Optional<String> trouble() {
        return trouble;
    }

    /// Takes messages until the worker is to end.
    @Override
    public void run() {
        try {
            int failures = 0;
            while (!with.drain().begun()) {
                int open = takePlaces();
                if (open > 0) {
                    failures = poll(open) ? 0 : failures + 1;
                    if (failures > 0) {
                        with.sleeper().sleep(BACKOFF.after(failures, with.random()));
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            halt(broken);
        }
    }

    /// Waits until all that is in hand is settled, or the time is up.
    boolean awaitIdle(Duration most) throws InterruptedException {
        return free.tryAcquire(places, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Now and then it looks whether the worker is to end.
    private int takePlaces() throws InterruptedException {
        int open = 0;
        while (open < SqsReceiver.MOST
                && (open == 0 ? free.tryAcquire(1, TimeUnit.SECONDS) : free.tryAcquire())) {
            open++;
        }
        return open;
    }

    private boolean poll(int open) {
        List<Received> received = List.of();
        try {
            received = with.inbox().receive(queue, open);
            trouble.ifPresent(_ -> with.log().info("polling", Map.of("queue", queue.name())));
            trouble = Optional.empty();
            return true;
        } catch (JobQueueException broke) {
            String reason = String.valueOf(broke.getMessage());
            if (!trouble.equals(Optional.of(reason))) {
                with.log().error("polling_failed", Map.of("queue", queue.name(), "reason", reason));
            }
            trouble = Optional.of(reason);
            return false;
        } finally {
            free.release(open - received.size());
            inFlight.addAndGet(received.size());
            received.forEach(one -> with.threads().execute(() -> take(one)));
        }
    }

    private void take(Received one) {
        try {
            if (with.drain().begun()) {
                with.queues().changeVisibility(one.message(), Duration.ZERO);
            } else if (settled(one)) {
                with.queues().delete(one.message());
            }
        } catch (JobQueueException lost) {
            // It comes back by itself, and what it asks for is found done.
            with.log()
                    .warn(
                            "message_not_consumed",
                            Map.of(
                                    "message",
                                    one.message().id(),
                                    "reason",
                                    String.valueOf(lost.getMessage())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Error broken) {
            halt(broken);
        } finally {
            inFlight.decrementAndGet();
            free.release();
        }
    }

    private boolean settled(Received one) throws InterruptedException {
        Instant sent = one.sent();
        return with.settler()
                .settle(new Incoming(one.message(), one.receives(), sent), with.drain().deadline());
    }

    /// A JVM that ran out of memory or lost a class would fail the next message too: whoever runs
    /// the container starts a fresh one.
    private void halt(Throwable broken) {
        broken.printStackTrace();
        with.halt().accept(BROKEN);
    }
}
