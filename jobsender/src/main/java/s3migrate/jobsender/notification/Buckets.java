package s3migrate.jobsender.notification;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What buckets tell others, read and written as a whole.
///
/// S3 has no condition on that write: an entry that somebody sets between our read and our write is
/// lost. The two follow each other at once, and nothing is written that is there.
record Buckets(S3Client s3) {

    private static final int FIRST_FAULT_OF_THE_SERVER = 500;

    /// Makes a bucket tell our queue, unless others are in the way.
    Outcome tell(Wish wish) {
        Told before;
        try {
            before = read(wish);
        } catch (SdkException unread) {
            return new Outcome.Refused(text(unread));
        }
        return before.obstacle(wish)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> write(wish, before));
    }

    private Outcome write(Wish wish, Told before) {
        try {
            write(wish, before, before.with(wish), false);
            return new Outcome.Done();
        } catch (SdkException unwritten) {
            return isRefusal(unwritten)
                    ? new Outcome.Refused(text(unwritten))
                    : new Outcome.Unsure(text(unwritten));
        }
    }

    /// A broken connection and a fault within S3 tell nothing of what was written.
    private static boolean isRefusal(SdkException unwritten) {
        return unwritten instanceof S3Exception answer
                && answer.statusCode() < FIRST_FAULT_OF_THE_SERVER;
    }

    private static String text(SdkException broken) {
        return String.valueOf(broken.getMessage());
    }

    /// Makes a bucket stop telling our queue. One that is gone tells nobody.
    ///
    /// @throws SdkException if it may be telling still
    void stopTelling(Wish wish) {
        try {
            var before = read(wish);
            // What others have set may lead nowhere by now; that must not keep ours there.
            write(wish, before, before.without(wish), true);
        } catch (S3Exception refused) {
            if (!isOfNoBucket(refused)) {
                throw refused;
            }
        }
    }

    /// Not every answer has details.
    private static boolean isOfNoBucket(S3Exception refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter("NoSuchBucket"::equals)
                .isPresent();
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
