package s3migrate.infra;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import s3migrate.infra.migration.FunctionSize;
import s3migrate.infra.migration.Tidings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.Construct;

/// Existing buckets that are told to send their events, where the user asks for it.
///
/// By a function of ours: the one CDK has may change the notifications of every bucket, and takes
/// away what others have under its ids.
final class BucketEvents extends Construct {

    private static final String HANDLER =
            "s3migrate.jobsender.notification.NotificationHandler::handleRequest";
    private static final FunctionSize SIZE = new FunctionSize(512, Duration.ofMinutes(2), 2);

    BucketEvents(Construct scope, Parts parts) {
        super(scope, "BucketEvents");
        var program =
                new Program(
                        this,
                        "Program",
                        new Program.Definition(
                                "s3-migrate-notifications",
                                "Tells existing buckets to send their events, at deploy",
                                HANDLER,
                                parts.assets().jobsender(),
                                parts.features().architecture(),
                                SIZE,
                                parts.migration().logRetentionDays(),
                                false,
                                Map.of(),
                                List.of()));
        for (var bucket : parts.migration().eventBuckets()) {
            tell(bucket, program, parts);
        }
    }

    private void tell(String bucket, Program program, Parts parts) {
        var events = parts.queues().events().queue();
        var tidings = Tidings.of(parts.migration(), bucket);
        var resource =
                CustomResource.Builder.create(this, bucket)
                        .resourceType("Custom::S3MigrateNotification")
                        .serviceToken(program.function().getFunctionArn())
                        .properties(
                                Map.of(
                                        "Bucket", bucket,
                                        "Account", Aws.ACCOUNT_ID,
                                        "QueueArn", events.getQueueArn(),
                                        "Prefix", tidings.prefix(),
                                        "Events", tidings.events()))
                        .build();
        // The queue has to let the bucket in first, and the function has to be allowed to.
        resource.getNode().addDependency(events.getNode().findChild("Policy"));
        resource.getNode().addDependency(program);
        resource.getNode().addDependency(mayTell(bucket, program));
    }

    /// A policy of its own for each bucket: CloudFormation changes policies before it takes a
    /// bucket away that is no longer named, and takes away a policy after the bucket that depends
    /// on it.
    private Policy mayTell(String bucket, Program program) {
        return Policy.Builder.create(this, "MayTell-" + bucket)
                .roles(List.of(program.role()))
                .statements(
                        List.of(
                                Statements.of(
                                        List.of(
                                                "s3:GetBucketNotification",
                                                "s3:PutBucketNotification"),
                                        List.of(
                                                "arn:%s:s3:::%s"
                                                        .formatted(Aws.PARTITION, bucket)))))
                .build();
    }
}
