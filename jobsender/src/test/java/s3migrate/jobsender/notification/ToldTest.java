package s3migrate.jobsender.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/// Which notifications of others are in the way, and what becomes of them.
class ToldTest {

    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:s3-migrate-events";
    private static final String OTHER = "arn:aws:sns:eu-west-1:111122223333:theirs";

    @Test
    void oursIsAddedBehindTheOthersAndTakenAwayAgain() {
        var theirs =
                NotificationConfiguration.builder()
                        .queueConfigurations(
                                QueueConfiguration.builder()
                                        .id("a")
                                        .queueArn("arn:aws:sqs:eu-west-1:111122223333:theirs")
                                        .eventsWithStrings("s3:ObjectRemoved:*")
                                        .build())
                        .topicConfigurations(topic("b", "s3:ObjectRestore:Post", "", ""))
                        .eventBridgeConfiguration(EventBridgeConfiguration.builder().build())
                        .build();
        var wish = wish("2024/", "s3:ObjectCreated:*");
        var told = new Told(theirs).with(wish);
        assertThat(told.all().queueConfigurations()).hasSize(2);
        assertThat(told.all().queueConfigurations().getLast().toString())
                .contains("s3-migrate", QUEUE, "s3:ObjectCreated:*", "2024/");
        assertThat(told.with(wish)).isEqualTo(told);
        assertThat(told.without(wish)).isEqualTo(new Told(theirs));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "s3:ObjectCreated:*,        '',      '',    2024/, true",
                "s3:ObjectCreated:Put,      2024/01, '',    2024/, true",
                "s3:ObjectCreated:Put,      2024/,   .jpg,  2024/, true",
                "s3:ObjectCreated:*,        2023/,   '',    2024/, false",
                "s3:ObjectRemoved:*,        '',      '',    2024/, false",
                "s3:ReducedRedundancyLostObject, '', '',    '',    false"
            })
    void theSameEventsOfTheSameKeysAreInTheWay(
            String event, String prefix, String suffix, String ours, boolean inTheWay) {
        var theirs =
                NotificationConfiguration.builder()
                        .topicConfigurations(topic("theirs", event, prefix, suffix))
                        .build();
        var obstacle = new Told(theirs).obstacle(wish(ours, "s3:ObjectCreated:*"));
        assertThat(obstacle.isPresent()).isEqualTo(inTheWay);
        obstacle.ifPresent(text -> assertThat(text).contains("\"theirs\"", OTHER));
    }

    /// As one that CloudFormation made, with an id of its own, of a bucket that outlived its stack.
    @Test
    void anEntryToOurQueueIsOursWhateverItsId() {
        var made =
                NotificationConfiguration.builder()
                        .queueConfigurations(
                                QueueConfiguration.builder()
                                        .id("NTc2MzQ4")
                                        .queueArn(QUEUE)
                                        .eventsWithStrings("s3:ObjectCreated:*")
                                        .build())
                        .build();
        var wish = wish("2024/", "s3:ObjectCreated:*");
        assertThat(new Told(made).obstacle(wish)).isEmpty();
        assertThat(new Told(made).with(wish).all().queueConfigurations())
                .extracting(QueueConfiguration::id)
                .containsExactly("s3-migrate");
        assertThat(new Told(made).without(wish).all().queueConfigurations()).isEmpty();
    }

    @Test
    void ourIdInOtherHandsIsInTheWay() {
        var theirs =
                NotificationConfiguration.builder()
                        .topicConfigurations(topic("s3-migrate", "s3:ObjectRemoved:*", "", ""))
                        .build();
        assertThat(new Told(theirs).obstacle(wish("", "s3:ObjectCreated:*")))
                .hasValueSatisfying(text -> assertThat(text).contains("\"s3-migrate\"", OTHER));
    }

    private static TopicConfiguration topic(String id, String event, String prefix, String suffix) {
        // S3 answers with names in capitals.
        var rules =
                List.of(
                        FilterRule.builder().name("Prefix").value(prefix).build(),
                        FilterRule.builder().name("Suffix").value(suffix).build());
        return TopicConfiguration.builder()
                .id(id)
                .topicArn(OTHER)
                .eventsWithStrings(event)
                .filter(filter -> filter.key(key -> key.filterRules(rules)))
                .build();
    }

    private static Wish wish(String prefix, String... events) {
        return new Wish("photos", "111122223333", QUEUE, prefix, List.of(events));
    }
}
