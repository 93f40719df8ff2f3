package s3migrate.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import s3migrate.job.Batches;
import s3migrate.job.Batching;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;

/// Hands over to the job queues: small objects in batches, larger ones each in a message of its
/// own. Several requests are on their way at once; the first that failed is thrown by the next call
/// of either method.
public final class QueueHandover implements Handover {

    /// SQS API reference, SendMessageBatch.
    private static final int MESSAGES_TOGETHER = 10;

    private final JobQueue queue;
    private final String run;
    private final Batching batching;
    private final Batches batches;
    private final List<Message.Ours> large = new ArrayList<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final int sendsAtOnce;
    private final Semaphore permits;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// @param run is named in every job
    /// @param sendsAtOnce requests on their way, of at most 1 MiB each
    public QueueHandover(JobQueue queue, String run, Batching batching, int sendsAtOnce) {
        this.queue = queue;
        this.run = run;
        this.batching = batching;
        this.sendsAtOnce = sendsAtOnce;
        this.permits = new Semaphore(sendsAtOnce);
        this.batches = new Batches(queue.maxBatchBytes(), batching.batchBytes());
    }

    @Override
    public void give(Job found) throws InterruptedException {
        var job = found.foundBy(run);
        if (job.size().orElseThrow() <= batching.smallBytes()) {
            var full = batches.add(job);
            if (full.isPresent()) {
                send(List.of(full.get()));
            }
            return;
        }
        large.add(new Message.SingleJob(job));
        if (large.size() == MESSAGES_TOGETHER) {
            sendLarge();
        }
    }

    @Override
    public void settle() throws InterruptedException {
        var rest = batches.rest();
        if (rest.isPresent()) {
            send(List.of(rest.get()));
        }
        if (!large.isEmpty()) {
            sendLarge();
        }
        permits.acquire(sendsAtOnce);
        permits.release(sendsAtOnce);
        throwFailure();
    }

    private void sendLarge() throws InterruptedException {
        var messages = List.copyOf(large);
        large.clear();
        send(messages);
    }

    private void send(List<? extends Message.Ours> messages) throws InterruptedException {
        permits.acquire();
        throwFailure();
        senders.execute(() -> {
            try {
                queue.send(messages, Duration.ZERO);
            } catch (Throwable failed) {
                // What ends the process too: a checkpoint that counted it as sent would lose it.
                failure.compareAndSet(null, failed);
            } finally {
                permits.release();
            }
        });
    }

    private void throwFailure() {
        switch (failure.get()) {
            case null -> {}
            case Error broken -> throw broken;
            case RuntimeException broke -> throw broke;
            case Throwable impossible -> throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        senders.close();
    }
}
