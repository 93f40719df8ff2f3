package s3migrate.jobsender.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A deployment's life as CloudFormation asks for it, on buckets that others use too.
class NotificationHandlerTest {

    private static final List<String> THEIRS =
            List.of(
                    "<TopicConfiguration><Id>their topic</Id><Topic>arn:aws:sns:eu-west-1:111122223333:t</Topic>"
                            + "<Event>s3:ObjectCreated:*</Event><Filter><S3Key>"
                            + "<FilterRule><Name>Prefix</Name><Value>2023/&#228; b</Value></FilterRule>"
                            + "<FilterRule><Name>Suffix</Name><Value>.jpg</Value></FilterRule>"
                            + "</S3Key></Filter></TopicConfiguration>",
                    "<QueueConfiguration><Id>their-queue</Id><Queue>arn:aws:sqs:eu-west-1:111122223333:q</Queue>"
                            + "<Event>s3:ObjectRemoved:Delete</Event><Event>s3:ObjectTagging:*</Event></QueueConfiguration>",
                    "<CloudFunctionConfiguration><Id>their-function</Id>"
                            + "<CloudFunction>arn:aws:lambda:eu-west-1:111122223333:function:f</CloudFunction>"
                            + "<Event>s3:ObjectRestore:Post</Event></CloudFunctionConfiguration>",
                    "<EventBridgeConfiguration></EventBridgeConfiguration>");

    private final BucketServer s3;
    private final S3Client client;
    private final ManualTime time = new ManualTime();
    private final NotificationHandler handler;

    NotificationHandlerTest() throws IOException {
        s3 = new BucketServer();
        client =
                S3Client.builder()
                        .endpointOverride(s3.uri())
                        .forcePathStyle(true)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIA", "secret")))
                        .build();
        handler = new NotificationHandler(client, time, time);
    }

    @AfterEach
    void close() {
        client.close();
        s3.close();
    }

    @Test
    void deployRedeployAndDestroyLeaveTheNotificationsOfOthersAsTheyWere() throws IOException {
        s3.createBucket("photos", THEIRS.toArray(String[]::new));
        var before = s3.entries("photos");
        assertThat(before).hasSize(4);

        assertThat(ask("Create", "photos").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(foreign()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(ours())
                .containsExactly(
                        "<QueueConfiguration><Id>s3-migrate</Id><Queue>%s</Queue><Event>s3:ObjectCreated:*</Event>"
                                        .formatted(StackEvents.QUEUE)
                                + "<Filter><S3Key><FilterRule><Name>Prefix</Name><Value>2024/</Value></FilterRule></S3Key></Filter>"
                                + "</QueueConfiguration>");

        ask("Update", "photos");
        assertThat(foreign()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(ours()).hasSize(1);

        assertThat(ask("Delete", "photos").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(s3.entries("photos")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(s3.answers()).hasSize(3);
    }

    /// Lifecycle rules, policies and all else of a bucket are never asked for.
    @Test
    void nothingButNotificationsIsTouched() throws IOException {
        s3.createBucket("photos");
        ask("Create", "photos");
        ask("Delete", "photos");
        assertThat(s3.requests())
                .containsExactly(
                        "GET photos?notification",
                        "PUT photos?notification",
                        "GET photos?notification",
                        "PUT photos?notification");
        assertThat(s3.entries("photos")).isEmpty();
    }

    @Test
    void whatIsInTheWayIsRefusedAndNothingIsWritten() throws IOException {
        s3.createBucket(
                "photos",
                "<TopicConfiguration><Id>theirs</Id><Topic>arn:aws:sns:eu-west-1:111122223333:t</Topic><Event>s3:ObjectCreated:Put</Event></TopicConfiguration>");
        var before = s3.entries("photos");
        var answer = ask("Create", "photos");
        assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText())
                .isEqualTo(
                        "bucket photos: its notification \"theirs\" sends the same events of the same keys to"
                                + " arn:aws:sns:eu-west-1:111122223333:t, and S3 lets a bucket tell one receiver only."
                                + " Let that pass them on (event_senders in migration.json), or leave set_notifications"
                                + " out: comparisons find every object");
        // As CloudFormation rolls a failed deploy back.
        assertThat(ask("Delete", "photos").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(s3.entries("photos")).isEqualTo(before);
        assertThat(s3.requests()).noneMatch(request -> request.startsWith("PUT"));
    }

    /// The answer names the resource, so that CloudFormation leaves the old bucket afterwards.
    @Test
    void anotherBucketIsAnotherResource() throws IOException {
        s3.createBucket("photos");
        s3.createBucket("films");
        assertThat(ask("Create", "photos").path("PhysicalResourceId").asText())
                .isEqualTo("s3-migrate/photos");
        assertThat(ask("Update", "films").path("PhysicalResourceId").asText())
                .isEqualTo("s3-migrate/films");
        assertThat(ask("Delete", "photos").path("PhysicalResourceId").asText())
                .isEqualTo("s3-migrate/photos");
        assertThat(s3.entries("photos")).isEmpty();
        assertThat(s3.entries("films")).hasSize(1);
    }

    @Test
    void aBucketThatIsGoneDoesNotHoldUpADestroy() throws IOException {
        assertThat(ask("Delete", "gone").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(ask("Create", "gone").path("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void whatS3RefusesIsToldToCloudFormation() throws IOException {
        s3.createBucket("photos");
        s3.refuse("PUT", "AccessDenied");
        var answer = ask("Create", "photos");
        assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText())
                .contains("bucket photos: ", "because of AccessDenied");
        assertThat(answer.path("StackId").asText()).isEqualTo("the stack");
        assertThat(answer.path("RequestId").asText()).isEqualTo("the request");
        assertThat(answer.path("LogicalResourceId").asText()).isEqualTo("Photos");
    }

    /// The role's policy and the queue's are seconds old, and not known everywhere yet.
    @ParameterizedTest
    @CsvSource({"GET, AccessDenied", "PUT, AccessDenied", "PUT, InvalidArgument"})
    void rightsOfTheSameDeployAreWaitedFor(String method, String code) throws IOException {
        s3.createBucket("photos");
        s3.refuse(method, code, 11);
        assertThat(ask("Create", "photos").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(ours()).hasSize(1);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(55));
    }

    /// The function has two minutes, and CloudFormation is to be told within them.
    @Test
    void rightsThatDoNotComeAreWaitedForAMinute() throws IOException {
        s3.createBucket("photos");
        s3.refuse("GET", "AccessDenied");
        assertThat(ask("Create", "photos").path("Status").asText()).isEqualTo("FAILED");
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatTimeDoesNotMendIsToldAtOnce() throws IOException {
        assertThat(ask("Create", "gone").path("Status").asText()).isEqualTo("FAILED");
        assertThat(time.slept()).isZero();
    }

    /// S3 would refuse the rollback's delete as well, and the stack could not be rolled back.
    @ParameterizedTest
    @CsvSource({"GET, PermanentRedirect", "GET, AccessDenied", "GET, ''", "PUT, AccessDenied"})
    void aDeployThatWasRefusedIsRolledBackWithoutAskingS3(String method, String code)
            throws IOException {
        s3.createBucket("photos", THEIRS.toArray(String[]::new));
        s3.refuse(method, code);
        var created = ask("Create", "photos");
        assertThat(created.path("Status").asText()).isEqualTo("FAILED");
        assertThat(created.path("PhysicalResourceId").asText())
                .isEqualTo("s3-migrate/refused/photos");
        int asked = s3.requests().size();

        var deleted = rollBack(created);
        assertThat(deleted.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(deleted.path("PhysicalResourceId"))
                .isEqualTo(created.path("PhysicalResourceId"));
        assertThat(s3.requests()).hasSize(asked);
    }

    @Test
    void aDeployWhoseAnswerWasLostIsTakenBack() throws IOException {
        s3.createBucket("photos", THEIRS.toArray(String[]::new));
        var before = s3.entries("photos");
        s3.loseAnswersToPuts();
        var created = ask("Create", "photos");
        assertThat(created.path("Status").asText()).isEqualTo("FAILED");
        assertThat(created.path("PhysicalResourceId").asText()).isEqualTo("s3-migrate/photos");
        assertThat(ours()).hasSize(1);

        rollBack(created);
        assertThat(s3.entries("photos")).containsExactlyInAnyOrderElementsOf(before);
    }

    /// CloudFormation would wait for an hour.
    @Test
    void anAnswerOfS3WithoutDetailsIsToldToo() throws IOException {
        s3.createBucket("photos");
        s3.refuse("GET", "");
        assertThat(ask("Delete", "photos").path("Status").asText()).isEqualTo("FAILED");
        assertThat(ask("Update", "photos").path("PhysicalResourceId").asText())
                .isEqualTo("s3-migrate/photos");
    }

    @Test
    void whatBreaksInOurCodeIsToldToo() throws IOException {
        var broken =
                new NotificationHandler(
                        new S3Client() {
                            @Override
                            public String serviceName() {
                                return "s3";
                            }

                            @Override
                            public void close() {}
                        },
                        time,
                        time);
        broken.settle(StackEvents.of("Create", "photos", s3.answerUrl()));
        var answer = new ObjectMapper().readTree(s3.answers().getLast());
        assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText())
                .contains("bucket photos: ", "UnsupportedOperationException");
    }

    private List<String> foreign() {
        return entries(false);
    }

    private List<String> ours() {
        return entries(true);
    }

    private List<String> entries(boolean ours) {
        Stream<String> all = s3.entries("photos").stream();
        return all.filter(entry -> entry.contains("<Id>s3-migrate</Id>") == ours).toList();
    }

    /// As CloudFormation does after a create that failed.
    private JsonNode rollBack(JsonNode created) throws IOException {
        var id = created.path("PhysicalResourceId").asText();
        handler.settle(StackEvents.of("Delete", "photos", s3.answerUrl(), id));
        return new ObjectMapper().readTree(s3.answers().getLast());
    }

    /// @return what CloudFormation was told
    private JsonNode ask(String type, String bucket) throws IOException {
        handler.settle(StackEvents.of(type, bucket, s3.answerUrl()));
        return new ObjectMapper().readTree(s3.answers().getLast());
    }
}
