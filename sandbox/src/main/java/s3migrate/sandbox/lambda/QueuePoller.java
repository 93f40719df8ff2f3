package s3migrate.sandbox.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.sqs.Queues;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// Works one event source mapping: a batch is received only when an invocation may start for it,
/// and deleted as far as the function was successful. What is not deleted comes back when its
/// visibility ends.
final class QueuePoller implements AutoCloseable {
    /// Short, so that closing need not break off a receive, whose message would then be in nobody's
    /// hands.
    private static final Duration POLL = Duration.ofSeconds(1);

    /// Invocations of one function in one chain before its loop is broken (Lambda developer guide,
    /// recursive loops).
    private static final int MAX_INVOCATIONS_IN_CHAIN = 16;

    private final EventSourceMapping mapping;
    private final Environments environments;
    private final Queues queues;
    private final HostListener listener;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean open = true;

    QueuePoller(
            EventSourceMapping mapping,
            Environments environments,
            Queues queues,
            HostListener listener) {
        this.mapping = mapping;
        this.environments = environments;
        this.queues = queues;
        this.listener = listener;
        this.free = new Semaphore(mapping.maximumConcurrency());
    }

    void start() {
        threads.execute(() -> guarded(this::poll));
    }

    /// Lets the receive under way be the last.
    void stop() {
        open = false;
    }

    /// Waits until the last invocation is over.
    @Override
    public void close() {
        stop();
        threads.close();
    }

    private void poll() throws InterruptedException {
        while (open) {
            if (!free.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) continue;
            var batch = queues.receive(mapping.queue().url(), mapping.batchSize(), POLL);
            if (batch.isEmpty()) free.release();
            else threads.execute(() -> guarded(() -> deliver(batch)));
        }
    }

    private void deliver(List<ReceivedMessage> batch) throws InterruptedException {
        try {
            var admitted = new ArrayList<ReceivedMessage>();
            for (var message : batch) {
                if (inLoop(message)) breakLoop(message);
                else admitted.add(message);
            }
            if (!admitted.isEmpty()) invoke(admitted);
        } finally {
            free.release();
        }
    }

    private void invoke(List<ReceivedMessage> batch) throws InterruptedException {
        var function = environments.function();
        var event = SqsEvent.of(batch, mapping.queue(), function.region());
        var ended =
                environments.run(
                        Invocation.of(event, longestChain(batch).invoking(function.arn())));
        var done = done(batch, ended.result());
        queues.delete(
                mapping.queue().url(), done.stream().map(ReceivedMessage::receiptHandle).toList());
        listener.on(ended.event(batch.size() - done.size()));
    }

    private List<ReceivedMessage> done(List<ReceivedMessage> batch, InvocationResult result) {
        if (!(result instanceof Answered(var payload))) return List.of();
        return mapping.reportBatchItemFailures() ? BatchAnswer.done(batch, payload) : batch;
    }

    private boolean inLoop(ReceivedMessage message) {
        var function = environments.function();
        return function.recursiveLoop() == RecursiveLoop.TERMINATE
                && trace(message).invocations(function.arn()) >= MAX_INVOCATIONS_IN_CHAIN;
    }

    private void breakLoop(ReceivedMessage message) throws InterruptedException {
        var url = mapping.queue().url();
        var letters = queues.deadLetterQueue(url);
        if (letters.isPresent())
            queues.send(letters.get().url(), message.body(), message.messageAttributes());
        queues.delete(url, List.of(message.receiptHandle()));
        listener.on(
                new HostEvent.LoopStopped(mapping.function(), message.id(), letters.isPresent()));
    }

    private TraceHeader longestChain(List<ReceivedMessage> batch) {
        var arn = environments.function().arn();
        return batch.stream()
                .map(QueuePoller::trace)
                .max(Comparator.comparingInt(trace -> trace.invocations(arn)))
                .orElseGet(TraceHeader::fresh);
    }

    private static TraceHeader trace(ReceivedMessage message) {
        return message.attribute("AWSTraceHeader")
                .map(TraceHeader::parse)
                .orElseGet(TraceHeader::fresh);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    /// A queue that is gone, or a host without the means to start a child, ends the mapping in view
    /// of the listener.
    private void guarded(Step step) {
        try {
            step.run();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            boolean unexpected = open;
            stop();
            if (unexpected)
                listener.on(
                        new HostEvent.PollerStopped(
                                mapping.function(), mapping.queue().name(), e.toString()));
        }
    }
}
