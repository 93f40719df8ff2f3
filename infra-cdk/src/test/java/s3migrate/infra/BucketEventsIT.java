package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Existing buckets are told to send their events only where the user asks for it.
@NeedsNode
class BucketEventsIT {

    private static final String RESOURCE = "Custom::S3MigrateNotification";

    private final Synthesis asked = Synthesis.of("within-one-account");

    @Test
    void eachEventBucketIsTold() {
        var resource = asked.resources(RESOURCE);
        assertThat(resource).hasSize(1);
        var properties = resource.getFirst().properties();
        assertThat(properties.path("Bucket").asText()).isEqualTo("logs-of-example");
        assertThat(Intrinsics.text(properties.path("Account"))).isEqualTo("${AWS::AccountId}");
        var events = asked.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-events");
        assertThat(Intrinsics.text(properties.path("QueueArn")))
                .isEqualTo("${%s.Arn}".formatted(events.id()));
        assertThat(Intrinsics.texts(properties.path("Events")))
                .containsExactly("s3:ObjectCreated:*");
    }

    /// S3 asks the queue's policy when it is told, and CloudFormation the function's role.
    @Test
    void bucketsAreToldOnceTheQueueLetsThemInAndTheFunctionMay() {
        var waitsFor =
                Intrinsics.texts(asked.resources(RESOURCE).getFirst().json().path("DependsOn"));
        assertThat(waitsFor)
                .anyMatch(id -> id.startsWith("MigrationEventsQueuePolicy"))
                .anyMatch(id -> id.matches("MigrationBucketEventsProgramRoleDefaultPolicy.*"));
    }

    /// Else a bucket that is no longer named could not be told to stop: the policy goes first.
    @Test
    void eachBucketHasAPolicyOfItsOwnThatOutlivesIt() {
        var two = Synthesis.ofTwoBuckets();
        var told = two.resources(RESOURCE);
        assertThat(told).hasSize(2);
        var grants = Grant.of(two);
        for (var resource : told) {
            var policies = Intrinsics.texts(resource.json().path("DependsOn"));
            assertThat(grants)
                    .filteredOn(grant -> policies.contains(grant.policy()))
                    .filteredOn(grant -> grant.action().endsWith("BucketNotification"))
                    .extracting(Grant::action, grant -> grant.range().bucket())
                    .containsExactlyInAnyOrder(
                            tuple("s3:GetBucketNotification", bucket(resource)),
                            tuple("s3:PutBucketNotification", bucket(resource)));
        }
        assertThat(grants)
                .filteredOn(grant -> grant.action().endsWith("BucketNotification"))
                .hasSize(4);
    }

    private static String bucket(Synthesis.Resource told) {
        return told.properties().path("Bucket").asText();
    }

    @Test
    void nothingOfItIsThereWhereNobodyAsksForIt() {
        for (var example : List.of("existing-buckets-to-another-account", "from-china")) {
            assertThat(Synthesis.of(example).resources(RESOURCE)).isEmpty();
            assertThat(Synthesis.of(example).resources("AWS::Lambda::Function")).hasSize(2);
        }
    }
}
