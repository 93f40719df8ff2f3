package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Await;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueCounts;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.ReceivedMessage;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;
import s3migrate.sandbox.sqs.SqsServer;

/// A mapping's rules, with functions in this JVM: the same poller as for children.
class EventSourceMappingTest {
    private static final Recorder RECORDER = new Recorder();
    private static SqsServer sqs;
    private static LambdaHost host;

    /// Of the test's own function and of its queue.
    private String name = "";

    private Queue queue = new Queue("", "", "");

    @BeforeAll
    static void start() {
        sqs = SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
        host = LambdaHost.start(sqs, RECORDER, RECORDER);
    }

    @AfterAll
    static void stop() {
        host.close();
        sqs.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) throws Exception {
        name = test.getTestMethod().orElseThrow().getName();
        queue = sqs.queues().create(QueueDefinition.of(name, Duration.ofSeconds(30)));
    }

    private void deploy(Duration timeout, JsonHandler.Handler handler) {
        host.deploy(function(name, timeout, handler));
    }

    private static InProcessFunction function(
            String name, Duration timeout, JsonHandler.Handler handler) {
        return new InProcessFunction(name, timeout, 256, Sample.REGION, new JsonHandler(handler));
    }

    private void map(int batchSize, int concurrency, boolean partial) throws Exception {
        host.map(new EventSourceMapping(name, queue, batchSize, concurrency, partial));
    }

    /// One batch of `bodies`, answered with `answer`, and what it left in the queue.
    private QueueCounts afterAnswer(String answer, boolean partial, String... bodies)
            throws Exception {
        for (var body : bodies) sqs.queues().send(queue.url(), body);
        deploy(
                Duration.ofSeconds(20),
                event -> answer.replace("FIRST", event.at("/Records/0/messageId").asText()));
        map(10, 1, partial);
        RECORDER.await(1, HostEvent.Finished.class, name);
        return sqs.queues().counts(queue.url());
    }

    @Test
    void theEventIsWhatLambdaDelivers() throws Exception {
        BlockingQueue<JsonNode> seen = new ArrayBlockingQueue<>(1);
        deploy(
                Duration.ofSeconds(20),
                event -> {
                    seen.add(event);
                    return "";
                });
        sqs.queues().send(queue.url(), "{\"ü\":1}", Map.of("why", MessageAttribute.string("test")));
        map(10, 1, true);
        var event = seen.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        var record = event.at("/Records/0");
        assertThat(names(record))
                .containsExactly(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(record.path("body").asText()).isEqualTo("{\"ü\":1}");
        assertThat(record.path("md5OfBody").asText()).hasSize(32);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(queue.arn());
        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-central-1");
        assertThat(names(record.path("attributes")))
                .contains(
                        "ApproximateReceiveCount",
                        "SentTimestamp",
                        "SenderId",
                        "ApproximateFirstReceiveTimestamp");
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(record.at("/messageAttributes/why/stringValue").asText()).isEqualTo("test");
        assertThat(record.at("/messageAttributes/why/dataType").asText()).isEqualTo("String");
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void anAnswerWithoutFailuresDeletesTheBatch() throws Exception {
        assertThat(afterAnswer("{\"batchItemFailures\":[]}", true, "1", "2").total()).isZero();
    }

    @Test
    void onlyTheReportedFailureStays() throws Exception {
        var left =
                afterAnswer(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"FIRST\"}]}", true, "1", "2");
        assertThat(left).isEqualTo(new QueueCounts(0, 1, 0));
        assertThat(RECORDER.await(1, HostEvent.Finished.class, name).failures()).isEqualTo(1);
    }

    @Test
    void withoutReportingEveryAnswerIsSuccess() throws Exception {
        assertThat(
                        afterAnswer(
                                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"FIRST\"}]}",
                                        false,
                                        "1",
                                        "2")
                                .total())
                .isZero();
    }

    @Test
    void whatTheHandlerThrowsLeavesTheBatch() throws Exception {
        deploy(
                Duration.ofSeconds(20),
                _ -> {
                    throw new IllegalStateException("thrown on purpose");
                });
        sqs.queues().send(queue.url(), "1");
        map(10, 1, true);
        assertThat(RECORDER.await(1, HostEvent.Failed.class, name))
                .extracting(HostEvent.Failed::type, HostEvent.Failed::message)
                .containsExactly("java.lang.IllegalStateException", "thrown on purpose");
        assertThat(sqs.queues().counts(queue.url())).isEqualTo(new QueueCounts(0, 1, 0));
    }

    @Test
    void aHandlerPastItsTimeOutIsGivenUp() throws Exception {
        deploy(
                Duration.ofMillis(300),
                _ -> {
                    new CountDownLatch(1).await();
                    return "";
                });
        sqs.queues().send(queue.url(), "1");
        map(10, 1, true);
        RECORDER.await(1, HostEvent.Killed.class, name);
        assertThat(sqs.queues().counts(queue.url())).isEqualTo(new QueueCounts(0, 1, 0));
    }

    @Test
    void batchesAreNoLargerThanSet() throws Exception {
        BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
        for (int i = 0; i < 7; i++) sqs.queues().send(queue.url(), "m");
        deploy(
                Duration.ofSeconds(20),
                event -> {
                    sizes.add(event.path("Records").size());
                    return "";
                });
        map(3, 1, true);
        Await.until(() -> sizes.stream().mapToInt(Integer::intValue).sum() == 7);
        assertThat(sizes).allMatch(size -> size <= 3).first().isEqualTo(3);
    }

    @Test
    void invocationsRunSideBySideUpToTheMaximum() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var pair = new CyclicBarrier(2);
        for (int i = 0; i < 6; i++) sqs.queues().send(queue.url(), "m");
        deploy(
                Duration.ofSeconds(20),
                _ -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    pair.await(20, TimeUnit.SECONDS);
                    now.decrementAndGet();
                    return "";
                });
        map(1, 2, true);
        RECORDER.await(6, HostEvent.Finished.class, name);
        assertThat(most).hasValue(2);
        assertThat(host.coldStarts(name)).isLessThanOrEqualTo(3);
    }

    @Test
    void aQueueThatShowsMessagesBeforeTheTimeOutIsRefused() {
        deploy(Duration.ofSeconds(31), _ -> "");
        assertThatThrownBy(() -> map(10, 1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds");
    }

    @Test
    void aQueueThatGoesAwayEndsTheMappingInView() throws Exception {
        var events = new Recorder();
        var own = SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
        var gone = own.queues().create(QueueDefinition.of("gone", Duration.ofSeconds(30)));
        try (var polling = LambdaHost.start(own, events, events)) {
            polling.deploy(function("f", Duration.ofSeconds(20), _ -> ""));
            polling.map(new EventSourceMapping("f", gone, 10, 1, true));
            own.close();
            assertThat(events.await(1, HostEvent.PollerStopped.class, "f").queue())
                    .isEqualTo("gone");
        }
    }

    @Test
    void closingTheHostLosesNoMessage() throws Exception {
        var events = new Recorder();
        try (var closing = LambdaHost.start(sqs, events, events)) {
            closing.deploy(function("f", Duration.ofSeconds(20), _ -> ""));
            closing.map(new EventSourceMapping("f", queue, 10, 1, true));
            sqs.queues().send(queue.url(), "before");
            events.await(1, HostEvent.Finished.class, "f");
        }
        sqs.queues().send(queue.url(), "after");
        assertThat(sqs.queues().receive(queue.url(), 1, Duration.ZERO))
                .extracting(ReceivedMessage::body)
                .containsExactly("after");
    }
}
