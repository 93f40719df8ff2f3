package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import s3migrate.infra.migration.Migration;
import s3migrate.infra.migration.Tidings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Who may send to the events queue: a new bucket, which is told to here, existing buckets, and
/// topics and rules, which are told to by hand.
final class EventSources {

    private EventSources() {}

    static void of(Construct scope, Migration migration, Queue events) {
        var buckets =
                Stream.concat(migration.newBucket().stream(), migration.eventBuckets().stream())
                        .map(name -> "arn:%s:s3:::%s".formatted(Aws.PARTITION, name))
                        .toList();
        // The account too, because the ARN of a bucket does not say whose it is.
        letIn(
                events,
                "s3",
                buckets,
                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
        var senders =
                migration.eventSenders().stream()
                        .collect(Collectors.groupingBy(arn -> arn.split(":", -1)[2]));
        letIn(events, "sns", senders.getOrDefault("sns", List.of()), Map.of());
        letIn(events, "events", senders.getOrDefault("events", List.of()), Map.of());
        migration
                .newBucket()
                .ifPresent(name -> new NewBucket(scope, name, events, Tidings.of(migration, name)));
    }

    /// S3 and SNS ask for this before they accept the queue.
    private static void letIn(
            Queue events, String service, List<String> sources, Map<String, Object> further) {
        if (sources.isEmpty()) {
            return;
        }
        var conditions = new TreeMap<>(further);
        conditions.put("ArnEquals", Map.of("aws:SourceArn", sources));
        events.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal(service + ".amazonaws.com")))
                        .actions(List.of("sqs:SendMessage"))
                        .resources(List.of(events.getQueueArn()))
                        .conditions(conditions)
                        .build());
    }
}
