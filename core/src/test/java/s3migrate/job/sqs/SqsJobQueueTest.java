package s3migrate.job.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.object.ObjectLocation;
import s3migrate.route.QueueAddress;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsJobQueueTest {

    private static final QueueAddress EVENTS =
            new QueueAddress("https://sqs/1/events", "https://sqs/1/events-dead");
    private static final ReceivedMessage MESSAGE =
            new ReceivedMessage(EVENTS, "m-1", "receipt", "body \ud83d\ude00");

    private final StubSqs sqs = new StubSqs();
    private final List<Duration> pauses = new ArrayList<>();
    private final JobQueue queue =
            new SqsJobQueue(
                    sqs,
                    "https://sqs/1/batches",
                    "https://sqs/1/large",
                    new SqsBatchSender(sqs, pauses::add, new Random(1)));

    @Test
    void batchesAndLargerJobsHaveQueuesOfTheirOwn() {
        var batch = new Batch(List.of(job(1)));
        var single = new Message.SingleJob(job(2));
        queue.send(List.of(batch, single), Duration.ofSeconds(30));
        assertThat(sqs.batches)
                .extracting(SendMessageBatchRequest::queueUrl)
                .containsExactly("https://sqs/1/batches", "https://sqs/1/large");
        assertThat(sqs.batches.getLast().entries())
                .containsExactly(
                        SendMessageBatchRequestEntry.builder()
                                .id("0")
                                .messageBody(Messages.encode(single))
                                .delaySeconds(30)
                                .build());
    }

    @Test
    void tenMessagesGoInOneRequest() {
        queue.send(jobs(25), Duration.ZERO);
        assertThat(sqs.batches)
                .extracting(send -> send.entries().size())
                .containsExactly(10, 10, 5);
    }

    @Test
    void aRequestHoldsNoMoreBytesThanAMessage() {
        sqs.maxMessageBytes = "400";
        queue.send(jobs(5), Duration.ZERO);
        assertThat(sqs.batches).extracting(send -> send.entries().size()).containsExactly(2, 2, 1);
    }

    @Test
    void failedEntriesAreSentAgainAloneUntilTheyPass() {
        sqs.failing = ids -> sqs.batches.size() < 3 ? ids.subList(1, ids.size()) : List.of();
        queue.send(jobs(4), Duration.ZERO);
        assertThat(sqs.batches).extracting(send -> send.entries().size()).containsExactly(4, 3, 2);
        assertThat(pauses).hasSize(2);
        var last =
                sqs.batches.getLast().entries().stream()
                        .map(SendMessageBatchRequestEntry::messageBody);
        assertThat(last)
                .containsExactly(Messages.encode(jobs(4).get(2)), Messages.encode(jobs(4).get(3)));
    }

    @Test
    void whatKeepsFailingIsAnError() {
        sqs.failing = ids -> ids.subList(0, 1);
        assertThatThrownBy(() -> queue.send(jobs(4), Duration.ZERO))
                .isInstanceOf(JobQueueException.class)
                .hasMessage(
                        "SendMessageBatch https://sqs/1/large: 1 messages not sent, the first because of ServiceUnavailable, busy");
        assertThat(sqs.batches).hasSize(6);
    }

    @Test
    void aMessageThatSqsRefusesIsNotSentAgain() {
        sqs.failing = ids -> ids;
        sqs.senderFault = true;
        assertThatThrownBy(() -> queue.send(jobs(1), Duration.ZERO))
                .isInstanceOf(JobQueueException.class);
        assertThat(sqs.batches).hasSize(1);
    }

    @Test
    void aDeadLetterHasTheBodyUntouchedAndTheReasonInItsAttributes() {
        queue.deadLetter(
                MESSAGE,
                new DeadLetter(
                        DeadLetter.MALFORMED,
                        "line\nwith \ud83d\ude00",
                        Instant.parse("2026-11-21T13:00:00Z")));
        var sent = sqs.single.getFirst();
        assertThat(sent.queueUrl()).isEqualTo("https://sqs/1/events-dead");
        assertThat(sent.messageBody()).isEqualTo("body \ud83d\ude00");
        assertThat(sent.messageAttributes())
                .allSatisfy((_, value) -> assertThat(value.dataType()).isEqualTo("String"))
                .extractingByKeys("cause", "reason", "queue", "message_id", "failed_at")
                .extracting(value -> value.stringValue())
                .containsExactly(
                        "malformed",
                        "line\\u{A}with \\u{1F600}",
                        "events",
                        "m-1",
                        "2026-11-21T13:00:00Z");
        assertThat(sqs.deleted).isEmpty();
    }

    @Test
    void consumesAndHidesByReceipt() {
        queue.delete(MESSAGE);
        queue.changeVisibility(MESSAGE, Duration.ofMinutes(2));
        assertThat(sqs.deleted)
                .containsExactly(
                        DeleteMessageRequest.builder()
                                .queueUrl("https://sqs/1/events")
                                .receiptHandle("receipt")
                                .build());
        assertThat(sqs.changed)
                .containsExactly(
                        ChangeMessageVisibilityRequest.builder()
                                .queueUrl("https://sqs/1/events")
                                .receiptHandle("receipt")
                                .visibilityTimeout(120)
                                .build());
    }

    @Test
    void cutsTimesToThoseThatSqsTakes() {
        queue.changeVisibility(MESSAGE, Duration.ofHours(13));
        queue.changeVisibility(MESSAGE, Duration.ofSeconds(-1));
        assertThat(sqs.changed)
                .extracting(ChangeMessageVisibilityRequest::visibilityTimeout)
                .containsExactly(43_200, 0);
        queue.send(jobs(1), Duration.ofMinutes(16));
        queue.send(jobs(1), Duration.ofSeconds(-1));
        assertThat(sqs.batches)
                .flatExtracting(SendMessageBatchRequest::entries)
                .extracting(SendMessageBatchRequestEntry::delaySeconds)
                .containsExactly(900, 0);
    }

    @Test
    void anErrorHasVerbQueueCodeAndRequestId() {
        sqs.error =
                Optional.of(
                        (SqsException)
                                SqsException.builder()
                                        .awsErrorDetails(
                                                AwsErrorDetails.builder()
                                                        .errorCode("AccessDenied")
                                                        .errorMessage("no")
                                                        .build())
                                        .requestId("r-1")
                                        .build());
        assertThatThrownBy(() -> queue.delete(MESSAGE))
                .isInstanceOf(JobQueueException.class)
                .hasMessage(
                        "DeleteMessage https://sqs/1/events: AccessDenied, no (request id r-1)");
    }

    @Test
    void batchesLeaveRoomForTheAttributesOfADeadLetter() {
        sqs.maxMessageBytes = "1048576";
        assertThat(queue.maxBatchBytes()).isEqualTo(1_048_576 - 2_048);
        var longest =
                new DeadLetter("c".repeat(500), "\ud83d\ude00".repeat(5_000), Instant.EPOCH)
                        .attributes(
                                new ReceivedMessage(
                                        new QueueAddress("https://sqs/1/" + "q".repeat(80), "d"),
                                        "m".repeat(100),
                                        "",
                                        ""));
        int bytes =
                longest.entrySet().stream()
                        .mapToInt(e ->
                                e.getKey().length() + "String".length() + e.getValue().length())
                        .sum();
        assertThat(bytes).isLessThanOrEqualTo(DeadLetter.MAX_BYTES);
    }

    private static List<Message.SingleJob> jobs(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Message.SingleJob(job(i))).toList();
    }

    private static Job job(int i) {
        return new Job(
                "r",
                new ObjectLocation("a", "key" + i),
                Optional.empty(),
                new ObjectLocation("b", "key" + i),
                OptionalLong.of(1),
                Optional.empty(),
                JobHistory.startingAt(Instant.EPOCH));
    }

    /// Notes requests, and fails as told.
    private static final class StubSqs implements SqsClient {

        final List<SendMessageBatchRequest> batches = new ArrayList<>();
        final List<SendMessageRequest> single = new ArrayList<>();
        final List<DeleteMessageRequest> deleted = new ArrayList<>();
        final List<ChangeMessageVisibilityRequest> changed = new ArrayList<>();
        Function<List<String>, List<String>> failing = _ -> List.of();
        boolean senderFault;
        String maxMessageBytes = "262144";
        Optional<SqsException> error = Optional.empty();

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            batches.add(request);
            var ids = request.entries().stream().map(SendMessageBatchRequestEntry::id).toList();
            var failed =
                    failing.apply(ids).stream()
                            .map(id ->
                                    BatchResultErrorEntry.builder()
                                            .id(id)
                                            .code("ServiceUnavailable")
                                            .message("busy")
                                            .senderFault(senderFault)
                                            .build())
                            .toList();
            return SendMessageBatchResponse.builder().failed(failed).build();
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            single.add(request);
            return SendMessageResponse.builder().build();
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            error.ifPresent(e -> {
                throw e;
            });
            deleted.add(request);
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(
                ChangeMessageVisibilityRequest request) {
            changed.add(request);
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            return GetQueueAttributesResponse.builder()
                    .attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, maxMessageBytes))
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
