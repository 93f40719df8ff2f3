package s3migrate.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// A bucket as all of ours are: encrypted, private, TLS only. It stays, with all that is in it,
/// when the stack goes.
final class PrivateBucket {

    private static final Duration UNFINISHED_UPLOADS_KEPT = Duration.days(7);

    private PrivateBucket() {}

    /// @param name empty for one that CloudFormation makes
    static Bucket of(Construct scope, String id, Optional<String> name) {
        var builder =
                Bucket.Builder.create(scope, id)
                        .encryption(BucketEncryption.S3_MANAGED)
                        .enforceSsl(true)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .abortIncompleteMultipartUploadAfter(
                                                        UNFINISHED_UPLOADS_KEPT)
                                                .build()))
                        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        name.ifPresent(builder::bucketName);
        var bucket = builder.build();
        NagSuppressions.addResourceSuppressions(
                bucket,
                List.of(
                        NagPackSuppression.builder()
                                .id("AwsSolutions-S1")
                                .reason(
                                        "access logs cost a bucket and a request each; whoever needs them chooses where they go")
                                .build()));
        return bucket;
    }
}
