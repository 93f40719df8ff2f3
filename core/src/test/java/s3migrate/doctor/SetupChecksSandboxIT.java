package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/// What a doctor tells of how others have set up the buckets.
class SetupChecksSandboxIT {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:theirs";
    private static final String MORE = "arn:aws:sqs:us-east-1:111122223333:more";

    @TempDir private Path directory;
    private Ward ward;
    private S3Client owner;

    @BeforeEach
    void open() throws Exception {
        ward = new Ward(directory);
        owner =
                S3Client.builder()
                        .endpointOverride(ward.server.http())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIASANDBOX", "secret")))
                        .forcePathStyle(true)
                        .build();
    }

    @AfterEach
    void close() {
        owner.close();
        ward.close();
    }

    @Test
    void warnsOfRulesThatDeleteCopiesOrEndUploadsEarly() {
        rules(
                Ward.TO,
                rule("old", "copies/").expiration(e -> e.days(30)),
                rule("few", "")
                        .filter(f ->
                                f.and(and ->
                                        and.prefix("copies/a")
                                                .tags(Tag.builder().key("k").value("v").build())))
                        .expiration(e -> e.days(5)),
                rule("early", "").abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1)),
                rule("elsewhere", "other/").expiration(e -> e.days(1)),
                rule("off", "").status(ExpirationStatus.DISABLED).expiration(e -> e.days(1)));

        assertThat(Ward.whats(ward.examine(), Grade.WARN))
                .containsExactly(
                        "destination lifecycle: rule \"old\" deletes all copies after 30 days",
                        "destination lifecycle: rule \"few\" deletes some copies after 5 days",
                        "destination lifecycle: rule \"early\" ends open uploads after 1 days");
    }

    @Test
    void notesRulesThatTakeObjectsAwayFromTheSource() {
        rules(
                Ward.FROM,
                rule("cold", "photos/2020/")
                        .transitions(
                                Transition.builder()
                                        .storageClass(TransitionStorageClass.GLACIER)
                                        .days(10)
                                        .build()),
                rule("gone", "").expiration(e -> e.days(90)));

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.WARN)).isEmpty();
        assertThat(Ward.whats(seen, Grade.NOTE))
                .contains(
                        "source lifecycle: rule \"cold\" moves all objects to GLACIER after 10 days",
                        "source lifecycle: rule \"gone\" deletes all objects after 90 days");
    }

    @Test
    void aRuleThatEndsUploadsInTimeIsWell() {
        rules(
                Ward.TO,
                rule("tidy", "").abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(7)));

        assertThat(Ward.whats(ward.examine(), Grade.OK))
                .contains("destination lifecycle: nothing that concerns the route");
    }

    @Test
    void namesWhoElseIsToldOfNewObjects() {
        ward.server.connect(QUEUE, _ -> {});
        ward.server.connect(MORE, _ -> {});
        for (var bucket : List.of(Ward.FROM, Ward.TO)) {
            var under = bucket.equals(Ward.FROM) ? "photos/" : "copies/";
            tell(
                    bucket,
                    told(QUEUE, Event.S3_OBJECT_CREATED, under),
                    told(MORE, Event.S3_OBJECT_REMOVED, under),
                    told(MORE, Event.S3_OBJECT_CREATED, "elsewhere/"));
        }

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.NOTE))
                .contains("source notifications: " + QUEUE + " is told of new objects");
        assertThat(Ward.whats(seen, Grade.WARN))
                .containsExactly("destination notifications: " + QUEUE + " is told of each copy");
    }

    private void rules(String bucket, LifecycleRule.Builder... rules) {
        var all = List.of(rules).stream().map(LifecycleRule.Builder::build).toList();
        owner.putBucketLifecycleConfiguration(
                put -> put.bucket(bucket).lifecycleConfiguration(c -> c.rules(all)));
    }

    private static LifecycleRule.Builder rule(String id, String prefix) {
        return LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(f -> f.prefix(prefix));
    }

    private void tell(String bucket, QueueConfiguration... queues) {
        var all = NotificationConfiguration.builder().queueConfigurations(queues).build();
        owner.putBucketNotificationConfiguration(
                put -> put.bucket(bucket).notificationConfiguration(all));
    }

    private static QueueConfiguration told(String arn, Event event, String prefix) {
        var under = FilterRule.builder().name("prefix").value(prefix).build();
        return QueueConfiguration.builder()
                .queueArn(arn)
                .events(event)
                .filter(f -> f.key(k -> k.filterRules(under)))
                .build();
    }
}
