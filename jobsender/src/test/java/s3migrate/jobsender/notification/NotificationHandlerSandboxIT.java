package s3migrate.jobsender.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/// A deployment's life on a bucket of the sandbox that others use too: what they set stays, and our
/// queue is told as long as the stack is there.
class NotificationHandlerSandboxIT {

    private static final String BUCKET = "photos";
    private static final String THEIR_QUEUE = "arn:aws:sqs:eu-west-1:111122223333:theirs";
    private static final String THEIR_TOPIC = "arn:aws:sns:eu-west-1:111122223333:theirs";

    @TempDir Path directory;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ManualTime time = new ManualTime();
    private S3Server server;
    private S3Client s3;
    private BucketServer cloudFormation;
    private NotificationHandler handler;

    @BeforeEach
    void start() throws IOException {
        server =
                S3Server.start(
                        S3Settings.in(directory)
                                .withRegion("eu-west-1")
                                .withCredentials("AKIA", "secret"));
        server.createBucket(BUCKET);
        server.connect(StackEvents.QUEUE, told::add);
        server.connect(THEIR_QUEUE, _ -> {});
        server.connect(THEIR_TOPIC, _ -> {});
        s3 =
                S3Client.builder()
                        .endpointOverride(server.http())
                        .forcePathStyle(true)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIA", "secret")))
                        .build();
        cloudFormation = new BucketServer();
        handler = new NotificationHandler(s3, time, time);
    }

    @AfterEach
    void stop() {
        cloudFormation.close();
        s3.close();
        server.close();
    }

    @Test
    void deployRedeployAndDestroyTellOurQueueAndLeaveWhatIsNotOurs() throws InterruptedException {
        theyUseTheBucket("2023/");
        var before = notifications();
        var rules = lifecycle();

        assertThat(ask("Create")).isEqualTo("SUCCESS");
        assertThat(ask("Update")).isEqualTo("SUCCESS");
        write("2024/new.jpg");

        assertThat(told.take()).contains("s3:TestEvent");
        assertThat(told.take())
                .contains(
                        "\"configurationId\":\"s3-migrate\"", "2024/new.jpg", "ObjectCreated:Put");
        assertThat(notifications().withoutOurs()).isEqualTo(before);

        assertThat(ask("Delete")).isEqualTo("SUCCESS");
        write("2024/later.jpg");

        assertThat(notifications()).isEqualTo(before);
        assertThat(lifecycle()).isEqualTo(rules);
        assertThat(told).isEmpty();
    }

    @Test
    void aFailedDeployAndItsRollbackLeaveTheBucketAsItWas() {
        theyUseTheBucket("2024/holidays/");
        var before = notifications();
        var rules = lifecycle();

        assertThat(ask("Create")).startsWith("bucket photos: its notification \"their queue\"");
        assertThat(ask("Delete")).isEqualTo("SUCCESS");

        assertThat(notifications()).isEqualTo(before);
        assertThat(lifecycle()).isEqualTo(rules);
    }

    private void theyUseTheBucket(String prefix) {
        var ofPrefix = FilterRule.builder().name(FilterRuleName.PREFIX).value(prefix).build();
        var queue =
                QueueConfiguration.builder()
                        .id("their queue")
                        .queueArn(THEIR_QUEUE)
                        .events(Event.S3_OBJECT_CREATED)
                        .filter(f -> f.key(k -> k.filterRules(List.of(ofPrefix))))
                        .build();
        var topic =
                TopicConfiguration.builder()
                        .id("their topic")
                        .topicArn(THEIR_TOPIC)
                        .events(Event.S3_OBJECT_REMOVED_DELETE)
                        .build();
        s3.putBucketNotificationConfiguration(r ->
                r.bucket(BUCKET)
                        .notificationConfiguration(c ->
                                c.queueConfigurations(List.of(queue))
                                        .topicConfigurations(List.of(topic))
                                        .eventBridgeConfiguration(_ -> {})));
        var expiry =
                LifecycleRule.builder()
                        .id("theirs")
                        .status(ExpirationStatus.ENABLED)
                        .filter(f -> f.prefix("tmp/"))
                        .expiration(e -> e.days(30))
                        .build();
        s3.putBucketLifecycleConfiguration(
                r -> r.bucket(BUCKET).lifecycleConfiguration(c -> c.rules(List.of(expiry))));
    }

    /// What a bucket tells, and whom.
    private record Notifications(
            List<QueueConfiguration> queues,
            List<TopicConfiguration> topics,
            EventBridgeConfiguration bus) {

        Notifications withoutOurs() {
            var theirs = queues.stream().filter(queue -> !queue.id().equals("s3-migrate")).toList();
            return new Notifications(theirs, topics, bus);
        }
    }

    private Notifications notifications() {
        var answer = s3.getBucketNotificationConfiguration(r -> r.bucket(BUCKET));
        return new Notifications(
                answer.queueConfigurations(),
                answer.topicConfigurations(),
                answer.eventBridgeConfiguration());
    }

    private List<LifecycleRule> lifecycle() {
        return s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)).rules();
    }

    private void write(String key) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
    }

    private String ask(String type) {
        return handler.settle(StackEvents.of(type, BUCKET, cloudFormation.answerUrl()));
    }
}
