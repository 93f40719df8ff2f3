package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `mvn -pl cli -am verify -Dit.test=MessagesE2eIT`: what other systems send is understood. The
/// bucket `silent` sends no events of its own.
@ExtendWith(SharedDeployment.class)
class MessagesE2eIT {

    private final Deployment aws;
    private final Lane silent;

    MessagesE2eIT(Deployment aws) {
        this.aws = aws;
        this.silent = aws.lane("silent");
    }

    @Test
    void aJobOfTheEarlierSystemGoesWhereItSays() throws Exception {
        silent.write("a b", Lane.bytes(1_000, 1));
        silent.write("large", Lane.bytes((int) Fleet.PART_BYTES + 1, 2));

        send(order("a b", 1_000, ", \"versionId\": \"null\""));
        send(order("large", Fleet.PART_BYTES + 1, ", \"id\": \"order 7\""));

        var ordered = new Lane(silent.from(), "silent", silent.to(), silent.destination());
        Await.until(() -> arrived("ordered/a b") && arrived("ordered/large"), () -> "" + aws.log());
        assertThat(ordered.copy("ordered/a b").orElseThrow().size()).isEqualTo(1_000);
        assertThat(ordered.copy("ordered/large").orElseThrow().checksum())
                .isEqualTo(silent.original("large").orElseThrow().checksum());
        aws.awaitLog("transfer_ended", "\"id\":\"order 7\"", "\"outcome\":\"copied\"");
    }

    @Test
    void eventsWrappedBySnsAndByEventBridgeAreEventsAndSoAreSeveralInOne() throws Exception {
        for (String key : new String[] {"sns", "bridge+%20", "one", "two"}) {
            silent.write(key, Lane.bytes(100, key.hashCode()));
        }

        send(
                new ObjectMapper()
                        .writeValueAsString(
                                Map.of(
                                        "Type", "Notification",
                                        "TopicArn", "arn:aws:sns:us-east-1:111122223333:objects",
                                        "Message",
                                                "{\"Records\": [%s]}".formatted(record("sns")))));
        send(
                """
                {"source": "aws.s3", "detail-type": "Object Created",
                 "detail": {"bucket": {"name": "silent"}, "object": {"key": "bridge+%20", "size": 100}}}\
                """);
        send("{\"Records\": [%s, %s]}".formatted(record("one"), record("two")));

        for (String key : new String[] {"sns", "bridge+%20", "one", "two"}) {
            silent.awaitCopy(key);
        }
    }

    @Test
    void whatIsOnTheIgnoreListIsNotCopied() throws Exception {
        var photos = aws.lane("photos");
        photos.write("a.ignored", Lane.bytes(10, 1));
        photos.write("not-ignored", Lane.bytes(10, 2));

        photos.awaitCopy("not-ignored");
        assertThat(photos.copy("a.ignored")).isEmpty();
    }

    private void send(String body) throws InterruptedException {
        aws.sqs.queues().send(aws.put.events().url(), body);
    }

    private boolean arrived(String key) {
        return silent.copy(key).isPresent();
    }

    private static String order(String key, long size, String more) {
        return """
        {"Src_bucket": "silent", "Src_key": "%s", "Des_bucket": "silent-copies", "Des_key": "ordered/%s", "Size": %d%s}\
        """
                .formatted(key, key, size, more);
    }

    private static String record(String key) {
        return """
        {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "silent"}, "object": {"key": "%s", "size": 100}}}\
        """
                .formatted(key);
    }
}
