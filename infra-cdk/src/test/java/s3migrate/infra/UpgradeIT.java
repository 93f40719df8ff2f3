package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is deployed and holds something is not replaced by the next deploy: messages, ledger and
/// objects would go with it.
///
/// `released.json` is what the last release deployed of those, with the properties whose change
/// makes CloudFormation replace a resource (CloudFormation reference, "Update requires:
/// Replacement"). It grows with releases and is never written anew by a test.
@NeedsNode
class UpgradeIT {

    private static final Map<String, List<String>> REPLACED_BY =
            Map.of(
                    "AWS::SQS::Queue", List.of("QueueName", "FifoQueue"),
                    "AWS::DynamoDB::Table",
                            List.of(
                                    "TableName",
                                    "KeySchema",
                                    "LocalSecondaryIndexes",
                                    "ImportSourceSpecification"),
                    "AWS::S3::Bucket",
                            List.of("BucketName", "BucketNamePrefix", "BucketNamespace"));

    @Test
    void noQueueTableOrBucketIsReplaced() {
        var now = Synthesis.of("new-bucket-to-another-account").template().path("Resources");
        var released = Synthesis.json(Path.of("src/test/snapshots/released.json"));
        assertThat(released.size()).isEqualTo(11);
        for (var resource : released.properties()) {
            var after = now.path(resource.getKey());
            String type = resource.getValue().path("Type").asText();
            assertThat(after.path("Type").asText()).as(resource.getKey()).isEqualTo(type);
            for (var property : REPLACED_BY.getOrDefault(type, List.of())) {
                assertThat(text(after.path("Properties").path(property)))
                        .as("%s, %s", resource.getKey(), property)
                        .isEqualTo(text(resource.getValue().path(property)));
            }
        }
    }

    /// And nothing of the kind is made that an upgrade would not look after.
    @Test
    void everythingThatHoldsSomethingIsLookedAfter() {
        var released = Synthesis.json(Path.of("src/test/snapshots/released.json"));
        assertThat(
                        Synthesis.of("new-bucket-to-another-account")
                                .resources(resource -> REPLACED_BY.containsKey(resource.type())))
                .allMatch(resource -> released.has(resource.id()))
                .hasSize(released.size());
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }
}
