package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.MemoryJobQueue.Sent;
import s3migrate.job.MemoryJobQueue.Visibility;
import s3migrate.job.Messages;
import s3migrate.price.Priced;
import s3migrate.route.SettingsException;
import s3migrate.route.WorkerSettings;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class WorkerHandlerTest {

    private static final String SENT = String.valueOf(Bench.START.toEpochMilli());

    private final Bench bench = new Bench();
    private final List<Integer> halted = new ArrayList<>();
    private final WorkerHandler handler =
            new WorkerHandler(bench.worker(settings()), status -> halted.add(status));

    @Test
    void onlyTheMessagesThatAreNotSettledComeBack() {
        bench.write("good", 10);
        bench.refused.put(
                bench.job("kept", 10), new SettingsException("parameter p", List.of("missing")));

        assertThat(
                        failures(
                                Duration.ofMinutes(15),
                                message("1", "good"),
                                message("2", "kept"),
                                message("3", "gone")))
                .containsExactly("2");
    }

    @Test
    void aFaultInOneMessageLeavesTheOthersAlone() {
        bench.write("good", 10);
        bench.routing =
                () -> {
                    throw new IllegalStateException("nobody thought of this");
                };
        var good = message("2", "good");
        good.setBody(Messages.encode(new Batch(List.of(bench.job("good", 10)))));

        assertThat(failures(Duration.ofMinutes(15), message("1", "poison"), good))
                .containsExactly("1");

        assertThat(bench.queue.visibilities())
                .as("later each time")
                .singleElement()
                .satisfies(put -> assertThat(put.message().id()).isEqualTo("1"));
        assertThat(bench.destinationStore.bytes(Bench.copy("good"))).hasValue(Bench.bytes(10));
        assertThat(bench.log().getFirst())
                .startsWith(
                        "{\"level\":\"ERROR\",\"event\":\"fault\",\"message\":\"1\",\"reason\":\"java.lang.IllegalStateException:"
                                + " nobody thought of this");
    }

    @Test
    void nothingIsBegunWithinTheMarginBeforeTheTimeOut() {
        bench.write("good", 10);

        assertThat(failures(Duration.ofSeconds(1), message("1", "good"))).containsExactly("1");

        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();
        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ZERO);
    }

    @Test
    void whatRunsIntoTheMarginIsInterruptedAndGoesOnInAMessageThatCountsIt() {
        bench.write("slow", 10);
        bench.source.faults().place(Verb.OPEN, new Fault.RunBefore(WorkerHandlerTest::hang));

        assertThat(failures(Duration.ofMillis(1_200), message("1", "slow"))).isEmpty();

        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void whatWasSpentIsMeasuredOnceItIsATenthOfACent() throws Exception {
        bench.spending.add(Priced.S3_WRITE, 150);
        failures(Duration.ofMinutes(15), message("1", "gone"));
        assertThat(bench.measured()).doesNotContainKey("Price-micro-USD");
        bench.spending.add(Priced.S3_WRITE, 50);
        failures(Duration.ofMinutes(15), message("2", "gone"));
        assertThat(bench.measured().get("Price-micro-USD")).isBetween(1_000L, 1_010L);
    }

    @Test
    void anErrorEndsTheProcess() {
        bench.write("good", 10);
        bench.source.faults().place(Verb.OPEN, new Fault.RunBefore(WorkerHandlerTest::breakDown));

        assertThatThrownBy(() -> failures(Duration.ofMinutes(15), message("1", "good")))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("for the test");

        assertThat(halted).containsExactly(1);
    }

    /// Proofs are written down several at once.
    @Test
    void anErrorInSideWorkEndsTheProcess() {
        bench.write("good", 10);
        bench.evidence =
                (_, _, _) -> {
                    throw new IllegalStateException(new OutOfMemoryError("for the test"));
                };
        var end = bench.conclusion(new Order());
        var worker = bench.worker(settings(), bench.flow(end));
        var batch = Messages.encode(new Batch(List.of(bench.job("good", 10).foundBy("run"))));

        assertThatThrownBy(() -> worker.settle(bench.incoming(batch), Deadline.never(bench.time)))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aMessageOfAnotherQueueIsRefusedByName() {
        var stray = message("1", "good");
        stray.setEventSourceArn("arn:aws:sqs:eu-west-1:123456789012:payments");

        assertThatThrownBy(() -> failures(Duration.ofMinutes(15), stray))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "message from arn:aws:sqs:eu-west-1:123456789012:payments: not one of the"
                                + " worker's queues");
    }

    @Test
    void howOftenAMessageWasReceivedCountsForItsWait() {
        bench.source.faults().place(Verb.OPEN, new Fault.Throttled(1));
        var third = message("1", "a");
        third.setAttributes(Map.of("ApproximateReceiveCount", "3", "SentTimestamp", SENT));

        assertThat(failures(Duration.ofMinutes(15), third)).isEmpty();

        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ofSeconds(20));
    }

    private List<String> failures(Duration remaining, SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(List.of(messages));
        var context = mock(Context.class);
        when(context.getRemainingTimeInMillis()).thenReturn((int) remaining.toMillis());
        return handler.handleRequest(event, context).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static SQSMessage message(String id, String key) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("receipt " + id);
        message.setBody(Bench.created(Map.of(key, 10)));
        message.setAttributes(Map.of("SentTimestamp", SENT));
        message.setEventSourceArn("arn:aws:sqs:eu-west-1:123456789012:events");
        return message;
    }

    static WorkerSettings settings() {
        return WorkerSettings.from(
                Map.of(
                        "EventsQueueUrl", "https://sqs/1/events",
                        "EventsDeadLetterQueueUrl", "https://sqs/1/events-dead",
                        "LargeQueueUrl", "https://sqs/1/large",
                        "LargeDeadLetterQueueUrl", "https://sqs/1/large-dead",
                        "BatchesQueueUrl", "https://sqs/1/batches",
                        "BatchesDeadLetterQueueUrl", "https://sqs/1/batches-dead",
                        "LedgerTable", "ledger",
                        "MarginSeconds", "1"));
    }

    private static void hang() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void breakDown() {
        throw new OutOfMemoryError("for the test");
    }
}
