package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.event.EventRule;

/// `mvn -pl cli -am verify -Dit.test=OneObjectManyMessagesE2eIT`: an object that several messages
/// are about, whatever their order and whoever sent them.
@ExtendWith(SharedDeployment.class)
class OneObjectManyMessagesE2eIT {

    private final Deployment aws;

    OneObjectManyMessagesE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @Test
    void anEventThatComesLateBringsNoOlderVersionBack() throws Exception {
        var lane = aws.lane("versioned");
        lane.write("overtaken", Lane.bytes(1_000, 1));
        String older = lane.original("overtaken").orElseThrow().versionId();
        lane.write("overtaken", Lane.bytes(1_000, 2));
        lane.awaitCopy("overtaken");
        aws.awaitIdle();
        int copies = copies(lane, "overtaken");

        send(
                """
                {"Records": [{"eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "versioned"}, "object":
                    {"key": "overtaken", "size": 1000, "versionId": "%s", "sequencer": "0055"}}}]}\
                """
                        .formatted(older));
        aws.awaitIdle();

        lane.assertFaithful("overtaken");
        assertThat(copies(lane, "overtaken")).isEqualTo(copies);
    }

    @Test
    void whatAnEventAndAComparisonBothFindIsCopiedOnce() throws Exception {
        var lane = aws.lane("versioned");
        var copies = new AtomicInteger();
        lane.to()
                .s3()
                .notify(
                        lane.destination(),
                        new EventRule("count", "both", "", _ -> copies.incrementAndGet()));

        aws.compare(aws.put, "versioned");
        lane.write("both", Lane.bytes(1_000, 1));
        aws.compare(aws.put, "versioned");
        aws.awaitLog("route_compared", "\"route\":\"versioned\"");
        lane.awaitCopy("both");
        aws.awaitIdle();

        lane.assertFaithful("both");
        assertThat(copies).hasValue(1);
    }

    @Test
    void oneObjectForTwoDestinationsHasAnEntryForEach() throws Exception {
        var lane = aws.lane("silent");
        lane.write("shared", Lane.bytes(1_000, 1));

        for (String to : List.of("first", "second")) {
            send(
                    """
                    {"Src_bucket": "silent", "Src_key": "shared", "Des_bucket": "silent-copies", "Des_key": "%s", "Size": 1000}\
                    """
                            .formatted(to));
        }

        for (String to : List.of("first", "second")) {
            Await.until(
                    () -> aws.ledger(lane, to, "state").equals(Optional.of("DONE")),
                    () -> "log " + aws.log());
            assertThat(lane.copy(to)).isPresent();
        }
    }

    private void send(String body) throws InterruptedException {
        aws.sqs.queues().send(aws.put.events().url(), body);
    }

    private static int copies(Lane lane, String key) {
        return lane.to().s3().versions(lane.destination(), key).size();
    }
}
