package s3migrate.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// A bucket whose new objects are copied. It stays, with all that is in it, when the stack goes.
final class NewBucket extends Construct {

    private static final Duration UNFINISHED_UPLOADS_KEPT = Duration.days(7);

    NewBucket(Construct scope, String name, Queue events) {
        super(scope, "NewBucket");
        var bucket =
                Bucket.Builder.create(this, "Bucket")
                        .bucketName(name)
                        .encryption(BucketEncryption.S3_MANAGED)
                        .enforceSsl(true)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .abortIncompleteMultipartUploadAfter(
                                                        UNFINISHED_UPLOADS_KEPT)
                                                .build()))
                        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                        .build();
        if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
            tell(resource, events);
        }
        NagSuppressions.addResourceSuppressions(
                bucket,
                List.of(
                        NagPackSuppression.builder()
                                .id("AwsSolutions-S1")
                                .reason(
                                        "access logs cost a bucket and a request each; whoever needs them chooses where they go")
                                .build()));
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
