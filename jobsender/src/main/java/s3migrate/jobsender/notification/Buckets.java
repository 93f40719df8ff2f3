package s3migrate.jobsender.notification;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What buckets tell others, read and written as a whole.
///
/// S3 has no condition on that write: an entry that somebody sets between our read and our write is
/// lost. The two follow each other at once, and nothing is written that is there.
record Buckets(S3Client s3) {

    /// Makes a bucket tell our queue, unless others are in the way.
    ///
    /// @return what is in the way; empty if it is done
    Optional<String> tell(Wish wish) {
        var before = read(wish);
        var obstacle = before.obstacle(wish);
        if (obstacle.isEmpty()) {
            write(wish, before, before.with(wish), false);
        }
        return obstacle;
    }

    /// Makes a bucket stop telling our queue. One that is gone tells nobody.
    void stopTelling(Wish wish) {
        try {
            var before = read(wish);
            // What others have set may lead nowhere by now; that must not keep ours there.
            write(wish, before, before.without(wish), true);
        } catch (S3Exception refused) {
            if (!refused.awsErrorDetails().errorCode().equals("NoSuchBucket")) {
                throw refused;
            }
        }
    }

    private Told read(Wish wish) {
        var found =
                s3.getBucketNotificationConfiguration(
                        get -> get.bucket(wish.bucket()).expectedBucketOwner(wish.account()));
        return new Told(configuration(found));
    }

    private void write(Wish wish, Told before, Told after, boolean skipValidation) {
        if (after.differsFrom(before)) {
            s3.putBucketNotificationConfiguration(put ->
                    put.bucket(wish.bucket())
                            .expectedBucketOwner(wish.account())
                            .skipDestinationValidation(skipValidation)
                            .notificationConfiguration(after.all()));
        }
    }

    private static NotificationConfiguration configuration(
            GetBucketNotificationConfigurationResponse found) {
        var all = NotificationConfiguration.builder();
        if (found.hasQueueConfigurations()) {
            all.queueConfigurations(found.queueConfigurations());
        }
        if (found.hasTopicConfigurations()) {
            all.topicConfigurations(found.topicConfigurations());
        }
        if (found.hasLambdaFunctionConfigurations()) {
            all.lambdaFunctionConfigurations(found.lambdaFunctionConfigurations());
        }
        return all.eventBridgeConfiguration(found.eventBridgeConfiguration()).build();
    }
}
