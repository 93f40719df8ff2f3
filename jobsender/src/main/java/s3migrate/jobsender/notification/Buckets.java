package s3migrate.jobsender.notification;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;
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
record Buckets(S3Client s3, InstantSource clock, Sleeper sleeper) {

    private static final int FIRST_FAULT_OF_THE_SERVER = 500;

    /// A deployment gives us the right and the queue its policy seconds before. Either may take up
    /// to a minute to be known everywhere; until then S3 denies access or the queue's address.
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Set<String> UNTIL_THEN = Set.of("AccessDenied", "InvalidArgument");

    /// Makes a bucket tell our queue, unless others are in the way. May take a minute.
    Outcome tell(Wish wish) throws InterruptedException {
        var known = Deadline.in(UNTIL_KNOWN, clock);
        var outcome = tellAtOnce(wish);
        while (outcome instanceof Outcome.Refused(_, var early) && early && known.leaves(PAUSE)) {
            sleeper.sleep(PAUSE);
            outcome = tellAtOnce(wish);
        }
        return outcome;
    }

    private Outcome tellAtOnce(Wish wish) {
        Told before;
        try {
            before = read(wish);
        } catch (SdkException unread) {
            return refused(unread);
        }
        return before.obstacle(wish)
                .<Outcome>map(obstacle -> new Outcome.Refused(obstacle, false))
                .orElseGet(() -> write(wish, before));
    }

    private Outcome write(Wish wish, Told before) {
        try {
            write(wish, before, before.with(wish), false);
            return new Outcome.Done();
        } catch (SdkException unwritten) {
            return isRefusal(unwritten) ? refused(unwritten) : new Outcome.Unsure(text(unwritten));
        }
    }

    private static Outcome refused(SdkException answer) {
        boolean early =
                answer instanceof S3Exception s3
                        && code(s3).filter(UNTIL_THEN::contains).isPresent();
        return new Outcome.Refused(text(answer), early);
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
            if (code(refused).filter("NoSuchBucket"::equals).isEmpty()) {
                throw refused;
            }
        }
    }

    /// Not every answer has details.
    private static Optional<String> code(S3Exception refused) {
        return Optional.ofNullable(refused.awsErrorDetails()).map(AwsErrorDetails::errorCode);
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
