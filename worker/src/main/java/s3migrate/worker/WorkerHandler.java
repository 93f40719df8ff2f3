package s3migrate.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import s3migrate.job.ReceivedMessage;
import s3migrate.price.Invocation;
import s3migrate.route.QueueAddress;
import s3migrate.time.Deadline;
import s3migrate.transfer.InParallel;

/// The Lambda entry of the worker: an SQS batch in, the messages that come back out.
public final class WorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final int BROKEN = 1;

    private final Worker worker;
    private final IntConsumer halt;

    /// As Lambda makes it, once per execution environment.
    public WorkerHandler() {
        this(Worker.start(System.getenv(), System.out));
    }

    /// Of a worker that was started elsewhere, such as in the process of the demo.
    public WorkerHandler(Worker worker) {
        this(worker, Runtime.getRuntime()::halt);
    }

    /// @param halt ends the process with an exit code, at once
    WorkerHandler(Worker worker, IntConsumer halt) {
        this.worker = worker;
        this.halt = halt;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var clock = InstantSource.system();
        var began = clock.instant();
        var end = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        var margin = worker.settings().times().margin();
        // Work ends a margin before the time-out; what it came to is settled in the first three
        // quarters of that.
        var work = end.earlierBy(margin);
        var settling = end.earlierBy(margin.dividedBy(4));
        try {
            var settled =
                    InParallel.map(
                            event.getRecords(),
                            event.getRecords().size(),
                            settling,
                            record -> settle(record, work));
            return new SQSBatchResponse(
                    event.getRecords().stream()
                            .map(SQSMessage::getMessageId)
                            .filter(id -> !settled.contains(id))
                            .map(BatchItemFailure::new)
                            .toList());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new SQSBatchResponse(
                    event.getRecords().stream()
                            .map(r -> new BatchItemFailure(r.getMessageId()))
                            .toList());
        } catch (Error broken) {
            // A JVM that ran out of memory or lost a class would fail the next invocation too:
            // Lambda starts a fresh one.
            broken.printStackTrace();
            halt.accept(BROKEN);
            throw broken;
        } finally {
            var took = Duration.between(began, clock.instant());
            worker.invoked(new Invocation(context.getMemoryLimitInMB(), took));
            worker.flush();
        }
    }

    /// The id of a message that is settled.
    private Optional<String> settle(SQSMessage record, Deadline deadline)
            throws InterruptedException {
        var message =
                new ReceivedMessage(
                        queueOf(record),
                        record.getMessageId(),
                        record.getReceiptHandle(),
                        record.getBody());
        var incoming =
                new Incoming(
                        message,
                        Integer.parseInt(
                                record.getAttributes()
                                        .getOrDefault("ApproximateReceiveCount", "1")),
                        sent(record));
        return worker.settle(incoming, deadline)
                ? Optional.of(record.getMessageId())
                : Optional.empty();
    }

    private static Instant sent(SQSMessage record) {
        var millis = record.getAttributes().get("SentTimestamp");
        return millis == null
                ? InstantSource.system().instant()
                : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private QueueAddress queueOf(SQSMessage record) {
        var settings = worker.settings();
        return List.of(settings.events(), settings.large(), settings.batches()).stream()
                .filter(queue -> queue.isAt(record.getEventSourceArn()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "message from %s: not one of the worker's queues"
                                        .formatted(record.getEventSourceArn())));
    }
}
