package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import s3migrate.infra.migration.Migration;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The buckets whose events come to the events queue: a new one that tells it by itself, and
/// existing ones, which are let in and are told to send by hand.
final class EventSources {

    private EventSources() {}

    static void of(Construct scope, Migration migration, Queue events) {
        var buckets =
                Stream.concat(migration.newBucket().stream(), migration.eventBuckets().stream())
                        .map(name -> "arn:%s:s3:::%s".formatted(Aws.PARTITION, name))
                        .toList();
        if (!buckets.isEmpty()) {
            letIn(events, buckets);
        }
        migration.newBucket().ifPresent(name -> new NewBucket(scope, name, events));
    }

    /// S3 asks for this before it accepts a bucket's notifications.
    private static void letIn(Queue events, List<String> buckets) {
        events.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                        .actions(List.of("sqs:SendMessage"))
                        .resources(List.of(events.getQueueArn()))
                        .conditions(
                                Map.of(
                                        "StringEquals",
                                        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                                        "ArnEquals",
                                        Map.of("aws:SourceArn", buckets)))
                        .build());
    }
}
