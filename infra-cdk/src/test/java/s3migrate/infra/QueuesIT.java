package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.infra.Synthesis.Resource;

@NeedsNode
class QueuesIT {

    private static final int DAY = 86_400;

    static Stream<Synthesis> examples() {
        return Synthesis.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachQueueHasADeadLetterQueueThatKeepsLonger(Synthesis synthesis) {
        for (var name : List.of("events", "batches", "large", "runs")) {
            var queue = synthesis.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-" + name);
            var dead =
                    synthesis.resource(
                            "AWS::SQS::Queue", "QueueName", "s3-migrate-%s-dead".formatted(name));
            assertThat(queue.properties().path("MessageRetentionPeriod").asInt())
                    .isEqualTo(4 * DAY);
            assertThat(dead.properties().path("MessageRetentionPeriod").asInt())
                    .isEqualTo(14 * DAY);
            var redrive = queue.properties().path("RedrivePolicy");
            assertThat(Intrinsics.text(redrive.path("deadLetterTargetArn")))
                    .isEqualTo("${%s.Arn}".formatted(dead.id()));
            assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(100);
        }
        assertThat(synthesis.resources("AWS::SQS::Queue")).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachFunctionTakesItsMessagesAsItExpects(Synthesis synthesis) {
        assertMapping(synthesis, "events", "s3-migrate-worker", 10);
        assertMapping(synthesis, "batches", "s3-migrate-worker", 1);
        assertMapping(synthesis, "large", "s3-migrate-worker", 1);
        assertMapping(synthesis, "runs", "s3-migrate-jobsender", 1);
        assertThat(synthesis.resources("AWS::Lambda::EventSourceMapping")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void allIsEncryptedOnTheWayAndAtRest(Synthesis synthesis) {
        for (var queue : synthesis.resources("AWS::SQS::Queue")) {
            assertThat(queue.properties().path("SqsManagedSseEnabled").asBoolean()).isTrue();
            assertRefusesPlainHttp(synthesis, "AWS::SQS::QueuePolicy", "Queues", queue);
        }
        for (var topic : synthesis.resources("AWS::SNS::Topic")) {
            assertRefusesPlainHttp(synthesis, "AWS::SNS::TopicPolicy", "Topics", topic);
        }
        for (var bucket : synthesis.resources("AWS::S3::Bucket")) {
            assertThat(
                            bucket.properties()
                                    .at(
                                            "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                                    .asText())
                    .isEqualTo("AES256");
            assertRefusesPlainHttp(synthesis, "AWS::S3::BucketPolicy", "Bucket", bucket);
        }
    }

    @Test
    void onlyTheBucketsOfTheMigrationMaySendEvents() {
        var only = letIn("new-bucket-to-another-account");
        assertThat(only.at("/Principal/Service").asText()).isEqualTo("s3.amazonaws.com");
        assertThat(Intrinsics.texts(only.at("/Condition/ArnEquals/aws:SourceArn")))
                .containsExactly("arn:${AWS::Partition}:s3:::uploads-of-example");
        assertThat(Intrinsics.text(only.at("/Condition/StringEquals/aws:SourceAccount")))
                .isEqualTo("${AWS::AccountId}");
    }

    @Test
    void onlyTheTopicsOfTheMigrationMayPassEventsOn() {
        var only = letIn("role-of-another-account");
        assertThat(only.at("/Principal/Service").asText()).isEqualTo("sns.amazonaws.com");
        assertThat(Intrinsics.texts(only.at("/Condition/ArnEquals/aws:SourceArn")))
                .containsExactly("arn:aws:sns:eu-central-1:111122223333:films");
    }

    /// S3 tests the queue when a bucket is told to send to it.
    @Test
    void theNewBucketWaitsUntilTheQueueLetsItIn() {
        var synthesis = Synthesis.of("new-bucket-to-another-account");
        var bucket = synthesis.resource("AWS::S3::Bucket", "BucketName", "uploads-of-example");
        var events = synthesis.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-events");
        assertThat(Intrinsics.texts(bucket.json().path("DependsOn")))
                .contains(policy(synthesis, "AWS::SQS::QueuePolicy", "Queues", events).id());
        assertThat(
                        Intrinsics.text(
                                bucket.properties()
                                        .at(
                                                "/NotificationConfiguration/QueueConfigurations/0/Queue")))
                .isEqualTo("${%s.Arn}".formatted(events.id()));
    }

    /// The one statement that lets somebody send to the events queue.
    private static JsonNode letIn(String example) {
        var synthesis = Synthesis.of(example);
        var events = synthesis.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-events");
        var allowed =
                statements(policy(synthesis, "AWS::SQS::QueuePolicy", "Queues", events)).stream()
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .toList();
        assertThat(allowed).hasSize(1);
        return allowed.getFirst();
    }

    private static void assertMapping(
            Synthesis synthesis, String queueName, String functionName, int atOnce) {
        var queue = synthesis.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-" + queueName);
        var function = synthesis.resource("AWS::Lambda::Function", "FunctionName", functionName);
        var mapping =
                synthesis
                        .resource(
                                "AWS::Lambda::EventSourceMapping",
                                "EventSourceArn",
                                "${%s.Arn}".formatted(queue.id()))
                        .properties();
        assertThat(Intrinsics.text(mapping.path("FunctionName")))
                .isEqualTo("${%s}".formatted(function.id()));
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(atOnce);
        assertThat(Intrinsics.texts(mapping.path("FunctionResponseTypes")))
                .containsExactly("ReportBatchItemFailures");
        assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isBetween(2, 1_000);
        // Lambda refuses less than the time-out.
        assertThat(queue.properties().path("VisibilityTimeout").asInt())
                .isEqualTo(function.properties().path("Timeout").asInt() + 60);
    }

    private static void assertRefusesPlainHttp(
            Synthesis synthesis, String policyType, String property, Resource resource) {
        assertThat(statements(policy(synthesis, policyType, property, resource)))
                .as(resource.id())
                .anyMatch(statement ->
                        statement.path("Effect").asText().equals("Deny")
                                && statement
                                        .at("/Condition/Bool/aws:SecureTransport")
                                        .asText()
                                        .equals("false"));
    }

    private static Resource policy(
            Synthesis synthesis, String type, String property, Resource resource) {
        return synthesis.resources(type).stream()
                .filter(policy ->
                        Intrinsics.texts(policy.properties().path(property))
                                .contains("${%s}".formatted(resource.id())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no policy of " + resource.id()));
    }

    private static List<JsonNode> statements(Resource policy) {
        var statements = new ArrayList<JsonNode>();
        policy.properties().at("/PolicyDocument/Statement").forEach(statements::add);
        return statements;
    }
}
