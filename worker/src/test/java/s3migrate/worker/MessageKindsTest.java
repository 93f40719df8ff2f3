package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.DeadLetter;
import s3migrate.job.MemoryJobQueue.Dead;
import s3migrate.job.MemoryJobQueue.Sent;
import s3migrate.job.MemoryJobQueue.Visibility;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryDeleteLedger;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.NewObject;
import s3migrate.store.memory.Verb;
import s3migrate.transfer.DeleteGuard;

/// What each kind of message asks for.
class MessageKindsTest {

    private final Bench bench = new Bench();

    @Test
    void everyRecordOfAnEventIsCopiedAndALargeOneGoesToTheLargeQueue() throws Exception {
        bench.write("a", 10);
        bench.write("b", 100);
        bench.write("large", 101);

        assertThat(bench.settle(Bench.created(Map.of("a", 10, "b", 100, "large", 101)))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));
        assertThat(bench.destinationStore.bytes(Bench.copy("b"))).hasValue(Bench.bytes(100));
        assertThat(bench.destinationStore.bytes(Bench.copy("large"))).isEmpty();
        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(new Message.SingleJob(bench.job("large", 101)), Duration.ZERO));
        assertThat(state("a")).isEqualTo(LedgerEntry.State.DONE);
    }

    @Test
    void aRemovalDeletesWhereTheRouteSaysSo() throws Exception {
        bench.destinationStore.write(Bench.copy("a"), Bench.bytes(10));
        String removed =
                Bench.created(Map.of("a", 10)).replace("ObjectCreated:Put", "ObjectRemoved:Delete");

        assertThat(bench.settle(removed)).isTrue();
        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));

        bench.deletes = new DeleteGuard(new MemoryDeleteLedger(), "route", 100, bench.time);
        assertThat(bench.settle(removed)).isTrue();
        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).isEmpty();
        assertThat(bench.log()).last().asString().contains("\"outcome\":\"deleted\"");
    }

    @Test
    void anEventWrappedBySnsIsTheSame() throws Exception {
        bench.write("a", 10);
        String event = Bench.created(Map.of("a", 10));

        assertThat(bench.settle(wrapped(event))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));
    }

    @Test
    void anEventByEventBridgeNamesItsKeyAsItIs() throws Exception {
        bench.write("a+b%2Bc", 10);

        assertThat(
                        bench.settle(
                                """
                                {"source": "aws.s3", "detail-type": "Object Created", "time": "2026-01-01T00:00:00Z",
                                 "detail": {"bucket": {"name": "photos"}, "object": {"key": "a+b%2Bc", "size": 10}}}\
                                """))
                .isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a+b%2Bc"))).hasValue(Bench.bytes(10));
    }

    /// Of a worker that died with its Create on the way.
    @Test
    void aSweepEndsUploadsOfOursThatNobodyNeedsAndLeavesOthers() throws Exception {
        bench.write("a", 10);
        assertThat(bench.settle(Bench.created(Map.of("a", 10)))).isTrue();
        var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        bench.destination.create(Bench.copy("a"), nothing, ChecksumAlgorithm.CRC32C);
        bench.destination.create(Bench.copy("unknown"), nothing, ChecksumAlgorithm.CRC32C);
        bench.time.pass(Duration.ofDays(2));

        String sweep = Messages.encode(new Message.Sweep(Bench.ROUTE.name()));
        assertThat(bench.settle(sweep)).isTrue();

        assertThat(bench.destinationStore.openUploads("backup")).hasSize(1);
        assertThat(bench.log()).last().asString().contains("uploads_swept", "\"uploads\":1");
    }

    @Test
    void anOrderOfTheEarlierSystemGoesWhereItSaysWithOrWithoutVersionIdAndId() throws Exception {
        bench.write("a", 10);
        bench.write("b", 20);

        assertThat(bench.settle(order("a", "\"versionId\": \"null\""))).isTrue();
        assertThat(bench.settle(order("b", "\"id\": \"order 7\""))).isTrue();

        assertThat(bench.destinationStore.bytes(new ObjectLocation("archive", "of/a")))
                .hasValue(Bench.bytes(10));
        assertThat(bench.destinationStore.bytes(new ObjectLocation("archive", "of/b")))
                .hasValue(Bench.bytes(20));
    }

    @Test
    void theSameOrderTwiceIsOneCopy() throws Exception {
        bench.write("a", 10);
        bench.settle(order("a", "\"id\": \"order 7\""));

        assertThat(bench.settle(order("a", "\"id\": \"order 7\""))).isTrue();

        assertThat(bench.destinationStore.versions(new ObjectLocation("archive", "of/a")))
                .hasSize(1);
    }

    @Test
    void aLargeJobHidesItsMessageForAShortTimeAndIsWrittenDown() throws Exception {
        bench.write("large", 350);
        var job = bench.job("large", 350);

        assertThat(bench.settle(Messages.encode(new Message.SingleJob(job)))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("large"))).hasValue(Bench.bytes(350));
        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ofMinutes(2));
        assertThat(state("large")).isEqualTo(LedgerEntry.State.DONE);
    }

    @Test
    void theTestEventOfS3IsConsumed() throws Exception {
        assertThat(bench.settle("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}"))
                .isTrue();

        assertThat(bench.queue.dead()).isEmpty();
    }

    @Test
    void aMalformedMessageIsADeadLetterAtOnceWithEveryFault() throws Exception {
        String body = "{\"Src_bucket\": \"photos\", \"Src_key\": \"a\", \"Size\": -1}";

        assertThat(bench.settle(body)).isTrue();

        assertThat(bench.queue.dead())
                .containsExactly(
                        new Dead(
                                bench.incoming(body).message(),
                                new DeadLetter(
                                        "malformed",
                                        "Des_bucket is missing: accepted is the name of a bucket;"
                                                + " Des_key is missing: accepted is a key of 1 to 1,024 bytes of UTF-8;"
                                                + " Size \"-1\": accepted is a whole number from 0 to 53,687,091,200,000",
                                        Bench.START)));
    }

    @Test
    void anEventGoesToTheDestinationOfEveryRouteThatCoversIt() throws Exception {
        bench.routing =
                () -> Bench.routing(List.of(Bench.ROUTE, Bench.route("photos", "archive", "")), "");
        bench.write("a", 10);

        assertThat(bench.settle(Bench.created(Map.of("a", 10)))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));
        assertThat(bench.destinationStore.bytes(new ObjectLocation("archive", "a")))
                .hasValue(Bench.bytes(10));
    }

    @Test
    void whatIsOnTheIgnoreListIsConsumedAndNotLookedAt() throws Exception {
        bench.routing = () -> Bench.routing(List.of(Bench.ROUTE), "photos/*.tmp");
        bench.write("a.tmp", 10);

        assertThat(bench.settle(Bench.created(Map.of("a.tmp", 10)))).isTrue();

        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();
        assertThat(bench.destinationStore.bytes(Bench.copy("a.tmp"))).isEmpty();
    }

    @Test
    void anObjectNoRouteCoversIsAFailureWithTheReason() throws Exception {
        bench.routing = () -> Bench.routing(List.of(), "");
        String body = Bench.created(Map.of("a", 10));

        assertThat(bench.settle(body)).isTrue();

        assertThat(bench.queue.dead())
                .containsExactly(
                        new Dead(
                                bench.incoming(body).message(),
                                new DeadLetter(
                                        "Unrouted",
                                        "no route covers s3://photos/a and Des_bucket_default is not set",
                                        Bench.START)));
    }

    @Test
    void aRemovalIsAHintToLook() throws Exception {
        String removed =
                Bench.created(Map.of("a", 10)).replace("ObjectCreated:Put", "ObjectRemoved:Delete");

        assertThat(bench.settle(removed)).isTrue();
        bench.write("a", 10);
        assertThat(bench.settle(removed)).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));
    }

    private LedgerEntry.State state(String key) {
        return bench.ledger.find(Bench.copy(key)).orElseThrow().state();
    }

    private static String order(String key, String more) {
        return """
        {"Src_bucket": "photos", "Src_key": "%s", "Des_bucket": "archive", "Des_key": "of/%s", "Size": 10, %s}\
        """
                .formatted(key, key, more);
    }

    private static String wrapped(String event) throws Exception {
        return new ObjectMapper()
                .writeValueAsString(
                        Map.of(
                                "Type",
                                "Notification",
                                "TopicArn",
                                "arn:aws:sns:eu-west-1:1:t",
                                "Message",
                                event));
    }
}
