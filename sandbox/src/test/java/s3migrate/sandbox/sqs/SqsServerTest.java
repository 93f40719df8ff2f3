package s3migrate.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Await;
import s3migrate.sandbox.json.Clients;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsServerTest {
    private static final String TRACE =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0;Lineage=061379e8:3";

    private static SqsServer server;
    private static SqsClient sqs;
    private static Queues queues;

    private Queue queue;
    private Queue dead;

    @BeforeAll
    static void start() {
        server = SqsServer.start(0, "eu-central-1", AccessKeys.of(Clients.KNOWN));
        sqs = Clients.of(SqsClient.builder(), server.uri());
        queues = server.queues();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @BeforeEach
    void createQueues(TestInfo test) throws Exception {
        var name = test.getTestMethod().orElseThrow().getName();
        dead = queues.create(QueueDefinition.of(name + "-dead", Duration.ofSeconds(30)));
        queue =
                queues.create(
                        QueueDefinition.of(name, Duration.ofSeconds(30)).withDeadLetters(dead, 1));
    }

    @Test
    void aQueueIsNamedByFrontAndRegion() {
        assertThat(queue.url())
                .isEqualTo(server.uri() + "/000000000000/aQueueIsNamedByFrontAndRegion");
        assertThat(queue.arn())
                .isEqualTo("arn:aws:sqs:eu-central-1:000000000000:aQueueIsNamedByFrontAndRegion");
    }

    @Test
    void aRequestIsBilledForEach64KiBOfIt() {
        long before = server.billedRequests();
        sqs.sendMessage(r -> r.queueUrl(queue.url()).messageBody("short"));
        assertThat(server.billedRequests() - before).isEqualTo(1);
        sqs.sendMessage(r -> r.queueUrl(queue.url()).messageBody("x".repeat(150_000)));
        assertThat(server.billedRequests() - before).isEqualTo(4);
    }

    @Test
    void sdkAndQueuesSeeTheSameMessages() throws Exception {
        sqs.sendMessage(r -> r.queueUrl(queue.url()).messageBody("from the SDK"));
        var message = queues.receive(queue.url(), 1, Duration.ZERO).getFirst();
        assertThat(message.body()).isEqualTo("from the SDK");
        assertThat(message.receiveCount()).isEqualTo(1);
        queues.send(queue.url(), "{\"key\":\"ü\"}", Map.of("a", MessageAttribute.string("b")));
        var received =
                sqs.receiveMessage(r -> r.queueUrl(queue.url()).messageAttributeNames("All"))
                        .messages()
                        .getFirst();
        assertThat(received.body()).isEqualTo("{\"key\":\"ü\"}");
        assertThat(received.messageAttributes())
                .containsEntry(
                        "a",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("b")
                                .build());
    }

    @Test
    void countsTellVisibleFromInFlightAndDelayed() throws Exception {
        for (var body : new String[] {"1", "2", "3"}) queues.send(queue.url(), body);
        sqs.sendMessage(r -> r.queueUrl(queue.url()).messageBody("later").delaySeconds(60));
        var taken = queues.receive(queue.url(), 1, Duration.ZERO);
        assertThat(queues.counts(queue.url())).isEqualTo(new QueueCounts(2, 1, 1));
        queues.delete(queue.url(), taken.stream().map(ReceivedMessage::receiptHandle).toList());
        assertThat(queues.counts(queue.url())).isEqualTo(new QueueCounts(2, 0, 1));
    }

    @Test
    void aMessageReceivedTooOftenMovesToTheDeadLetterQueueWithItsAttributes() throws Exception {
        queues.send(queue.url(), "poison", Map.of("reason", MessageAttribute.string("denied")));
        var handle = queues.receive(queue.url(), 1, Duration.ZERO).getFirst().receiptHandle();
        sqs.changeMessageVisibility(
                r -> r.queueUrl(queue.url()).receiptHandle(handle).visibilityTimeout(0));
        assertThat(queues.receive(queue.url(), 1, Duration.ZERO)).isEmpty();
        assertThat(queues.deadLetterQueue(queue.url())).contains(dead);
        assertThat(queues.inspect(dead.url()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.body()).isEqualTo("poison");
                    assertThat(letter.messageAttributes())
                            .containsEntry("reason", MessageAttribute.string("denied"));
                });
        assertThat(queues.counts(dead.url())).isEqualTo(new QueueCounts(1, 0, 0));
    }

    @Test
    void inspectionSeesMoreThanOnePage() throws Exception {
        for (int i = 0; i < 23; i++) queues.send(dead.url(), Integer.toString(i));
        assertThat(queues.inspect(dead.url()))
                .extracting(ReceivedMessage::body)
                .doesNotHaveDuplicates()
                .hasSize(23);
    }

    @Test
    void theSendersTraceHeaderBecomesAnAttribute() throws Exception {
        sqs.sendMessage(r ->
                r.queueUrl(queue.url())
                        .messageBody("one")
                        .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", TRACE)));
        sqs.sendMessageBatch(r ->
                r.queueUrl(queue.url())
                        .entries(
                                SendMessageBatchRequestEntry.builder()
                                        .id("1")
                                        .messageBody("two")
                                        .build())
                        .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", TRACE)));
        assertThat(queues.receive(queue.url(), 10, Duration.ZERO))
                .hasSize(2)
                .allSatisfy(
                        message -> assertThat(message.attribute("AWSTraceHeader")).contains(TRACE));
    }

    @Test
    void aReceiverWhoAsksForTheTraceHeaderGetsIt() {
        sqs.sendMessage(r ->
                r.queueUrl(queue.url())
                        .messageBody("one")
                        .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", TRACE)));
        var received =
                sqs.receiveMessage(r ->
                                r.queueUrl(queue.url())
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.AWS_TRACE_HEADER))
                        .messages()
                        .getFirst();
        assertThat(received.attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE);
    }

    @Test
    void reportsTheMaximumMessageSize() {
        for (var asked :
                new QueueAttributeName[] {
                    QueueAttributeName.ALL, QueueAttributeName.MAXIMUM_MESSAGE_SIZE
                })
            assertThat(
                            sqs.getQueueAttributes(
                                            r -> r.queueUrl(queue.url()).attributeNames(asked))
                                    .attributes())
                    .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576");
        assertThat(
                        sqs.getQueueAttributes(r ->
                                        r.queueUrl(queue.url())
                                                .attributeNames(
                                                        QueueAttributeName.VISIBILITY_TIMEOUT))
                                .attributes())
                .containsOnly(Map.entry(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    }

    @Test
    void takesOneMebibyteAndRefusesMore() {
        sqs.sendMessage(r -> r.queueUrl(queue.url()).messageBody("x".repeat(1_048_576)));
        assertThatThrownBy(() ->
                        sqs.sendMessage(
                                r -> r.queueUrl(queue.url()).messageBody("x".repeat(1_048_577))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void refusesAnUnknownAccessKey() throws Exception {
        try (var stranger = Clients.of(SqsClient.builder(), server.uri(), "AKIASTRANGER")) {
            assertThatThrownBy(() ->
                            stranger.sendMessage(r -> r.queueUrl(queue.url()).messageBody("x")))
                    .satisfies(e ->
                            assertThat(((SqsException) e).awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidClientTokenId"));
        }
        assertThat(queues.counts(queue.url()).total()).isZero();
    }

    @Test
    void aMissingQueueIsSaidSo() {
        assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("absent")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> queues.send(server.uri() + "/000000000000/absent", "x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("QueueDoesNotExist");
    }

    @Test
    void aLongPollWakesOnSend() throws Exception {
        var poll =
                CompletableFuture.supplyAsync(
                        () -> sqs.receiveMessage(r -> r.queueUrl(queue.url()).waitTimeSeconds(20)));
        queues.send(queue.url(), "wake");
        assertThat(poll.get(10, TimeUnit.SECONDS).messages()).hasSize(1);
    }

    @Test
    void closingEndsLongPolls() throws Exception {
        var other = SqsServer.start(0, "eu-central-1", AccessKeys.of(Clients.KNOWN));
        var idle = other.queues().create(QueueDefinition.of("idle", Duration.ofSeconds(30)));
        var ended = new CompletableFuture<Throwable>();
        var poll =
                Thread.ofVirtual()
                        .start(() ->
                                ended.complete(
                                        catchThrowable(() ->
                                                other.queues()
                                                        .receive(
                                                                idle.url(),
                                                                1,
                                                                Duration.ofSeconds(20)))));
        Await.until(() -> poll.getState() == Thread.State.WAITING);
        other.close();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aPortInUseIsNamed() {
        int port = server.uri().getPort();
        assertThatThrownBy(
                        () -> SqsServer.start(port, "eu-central-1", AccessKeys.of(Clients.KNOWN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port " + port + " is in use");
    }
}
