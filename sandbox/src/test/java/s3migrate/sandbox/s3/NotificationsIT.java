package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.json.Json;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

@Timeout(60)
class NotificationsIT {
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events";

    @TempDir static Path directory;
    private static S3Fixture fixture;
    private static final BlockingQueue<JsonNode> QUEUED = new LinkedBlockingQueue<>();
    private static final BlockingQueue<JsonNode> BUS = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        fixture.server.connect(QUEUE, json -> QUEUED.add(Json.parse(json)));
        fixture.server.connectEventBridge(json -> BUS.add(Json.parse(json)));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void notifyNobody() {
        notifyOf(c -> {});
        QUEUED.clear();
    }

    @Test
    void tellOnlyOfTheEventsAndKeysTheyName() throws InterruptedException {
        notifyOf(c ->
                c.queueConfigurations(
                        queue("in", "in/", ".txt", Event.S3_OBJECT_CREATED_PUT),
                        queue("out", "out/", "", Event.S3_OBJECT_REMOVED)));

        put("in/a.txt");
        put("in/a.bin");
        put("out/b");
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("out/b"));
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("in/a.txt"));
        fixture.s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                        .sourceKey("in/a.bin")
                        .destinationBucket(BUCKET)
                        .destinationKey("in/copy.txt"));
        put("in/end.txt");

        assertThat(toldUntil("in/end.txt"))
                .containsExactly(
                        "s3:TestEvent",
                        "s3:TestEvent",
                        "in ObjectCreated:Put in/a.txt",
                        "out ObjectRemoved:Delete out/b",
                        "in ObjectCreated:Put in/end.txt");
    }

    @Test
    void tellOfCopies() throws InterruptedException {
        put("source");
        notifyOf(c -> c.queueConfigurations(queue("all", "", "", Event.S3_OBJECT_CREATED)));

        fixture.s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"));
        assertThat(toldUntil("copy")).endsWith("all ObjectCreated:Copy copy");
    }

    @Test
    void areReadBackAndReplacedAsAWhole() throws InterruptedException {
        notifyOf(c ->
                c.queueConfigurations(
                        queue("in", "in/", ".txt", Event.S3_OBJECT_CREATED_PUT),
                        queue("out", "out/", "", Event.S3_OBJECT_REMOVED)));

        var read = fixture.s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET));

        assertThat(read.queueConfigurations())
                .extracting(QueueConfiguration::id)
                .containsExactly("in", "out");
        assertThat(read.queueConfigurations().getFirst().filter().key().filterRules())
                .extracting(FilterRule::value)
                .containsExactly("in/", ".txt");
        assertThat(read.eventBridgeConfiguration()).isNull();
        notifyOf(c -> c.queueConfigurations(queue("end", "end", "", Event.S3_OBJECT_CREATED)));
        put("in/late.txt");
        put("end");
        assertThat(toldUntil("end")).filteredOn(told -> told.startsWith("in ")).isEmpty();
    }

    @Test
    void goToEventBridgeUnencoded() throws InterruptedException {
        notifyOf(c -> c.eventBridgeConfiguration(e -> {}));
        assertThat(
                        fixture.s3
                                .getBucketNotificationConfiguration(r -> r.bucket(BUCKET))
                                .eventBridgeConfiguration())
                .isNotNull();

        put("a key/ü");
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("a key/ü"));

        JsonNode created = BUS.take();
        JsonNode deleted = BUS.take();
        assertThat(created.path("source").asText()).isEqualTo("aws.s3");
        assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(created.at("/detail/bucket/name").asText()).isEqualTo(BUCKET);
        assertThat(created.at("/detail/object/key").asText()).isEqualTo("a key/ü");
        assertThat(created.at("/detail/object/size").asInt()).isEqualTo(1);
        assertThat(created.at("/detail/reason").asText()).isEqualTo("PutObject");
        assertThat(deleted.path("detail-type").asText()).isEqualTo("Object Deleted");
        assertThat(deleted.at("/detail/deletion-type").asText()).isEqualTo("Permanently Deleted");
    }

    @Test
    void mayNotOverlap() {
        assertRefused(
                queue("a", "in/", "", Event.S3_OBJECT_CREATED),
                queue("b", "in/x/", ".txt", Event.S3_OBJECT_CREATED_PUT));
        notifyOf(c ->
                c.queueConfigurations(
                        queue("a", "in/", "", Event.S3_OBJECT_CREATED),
                        queue("b", "in/", "", Event.S3_OBJECT_REMOVED),
                        queue("c", "other/", "", Event.S3_OBJECT_CREATED)));
    }

    @Test
    void needADestinationThatExistsAndEventsThatDo() {
        assertRefused(
                queue("a", "", "", Event.S3_OBJECT_CREATED).toBuilder().queueArn("arn:no").build());
        assertRefused(
                queue("a", "", "", Event.S3_OBJECT_CREATED).toBuilder()
                        .eventsWithStrings("s3:Eaten")
                        .build());
        assertThat(QUEUED).isEmpty();
    }

    private static void assertRefused(QueueConfiguration... queues) {
        assertThatThrownBy(() -> notifyOf(c -> c.queueConfigurations(queues)))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
    }

    private static void notifyOf(Consumer<NotificationConfiguration.Builder> configuration) {
        fixture.s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(configuration));
    }

    private static QueueConfiguration queue(
            String id, String prefix, String suffix, Event... events) {
        return QueueConfiguration.builder()
                .id(id)
                .queueArn(QUEUE)
                .events(Arrays.asList(events))
                .filter(f ->
                        f.key(k -> k.filterRules(rule("prefix", prefix), rule("suffix", suffix))))
                .build();
    }

    private static FilterRule rule(String name, String value) {
        return FilterRule.builder().name(name).value(value).build();
    }

    /// What came to the queue, up to an event of this key.
    private static List<String> toldUntil(String key) throws InterruptedException {
        List<String> told = new ArrayList<>();
        do {
            told.add(told(QUEUED.take()));
        } while (!told.getLast().endsWith(" " + key));
        return told;
    }

    private static String told(JsonNode event) {
        if (!event.has("Records")) {
            return event.path("Event").asText();
        }
        JsonNode record = event.path("Records").path(0);
        return record.at("/s3/configurationId").asText()
                + " "
                + record.path("eventName").asText()
                + " "
                + record.at("/s3/object/key").asText();
    }

    private static void put(String key) {
        fixture.s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
    }
}
