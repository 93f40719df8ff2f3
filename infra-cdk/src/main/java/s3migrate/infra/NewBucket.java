package s3migrate.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// A bucket whose new objects are copied.
final class NewBucket extends Construct {

    NewBucket(Construct scope, String name, Queue events) {
        super(scope, "NewBucket");
        var bucket = PrivateBucket.of(this, "Bucket", Optional.of(name));
        if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
            tell(resource, events);
        }
    }

    /// As a property of the bucket: the CDK's own way would bring a function that may change the
    /// notifications of every bucket.
    private static void tell(CfnBucket bucket, Queue events) {
        bucket.setNotificationConfiguration(
                NotificationConfigurationProperty.builder()
                        .queueConfigurations(
                                List.of(
                                        QueueConfigurationProperty.builder()
                                                .event("s3:ObjectCreated:*")
                                                .queue(events.getQueueArn())
                                                .build()))
                        .build());
        // The queue has to let the bucket in first.
        bucket.getNode().addDependency(events.getNode().findChild("Policy"));
    }
}
