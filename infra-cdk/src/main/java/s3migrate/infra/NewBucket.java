package s3migrate.infra;

import java.util.Optional;
import s3migrate.infra.migration.Tidings;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// A bucket whose new objects are copied.
final class NewBucket extends Construct {

    NewBucket(Construct scope, String name, Queue events, Tidings tidings) {
        super(scope, "NewBucket");
        var bucket = PrivateBucket.of(this, "Bucket", Optional.of(name));
        if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
            tell(resource, events, tidings);
        }
    }

    /// As a property of the bucket: the CDK's own way would bring a function that may change the
    /// notifications of every bucket.
    private static void tell(CfnBucket bucket, Queue events, Tidings tidings) {
        bucket.setNotificationConfiguration(
                NotificationConfigurationProperty.builder()
                        .queueConfigurations(
                                tidings.events().stream()
                                        .map(event ->
                                                QueueConfigurationProperty.builder()
                                                        .event(event)
                                                        .queue(events.getQueueArn())
                                                        .build())
                                        .toList())
                        .build());
        // The queue has to let the bucket in first.
        bucket.getNode().addDependency(events.getNode().findChild("Policy"));
    }
}
