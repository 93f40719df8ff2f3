package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.job.Message.Events;
import s3migrate.job.Message.Malformed;
import s3migrate.job.Message.TestEvent;
import s3migrate.job.ObjectEvent.Kind;
import s3migrate.object.ObjectLocation;

class EventMessagesTest {

    private static final String TWO_RECORDS =
            """
            {"Records": [
              {"eventVersion": "2.1", "eventSource": "aws:s3", "eventTime": "2026-11-21T13:00:00.123Z", "eventName": "ObjectCreated:Put",
               "s3": {"bucket": {"name": "photos"},
                      "object": {"key": "2024/a+b%2Bc.jpg", "size": 17, "eTag": "d41d8cd98f00b204e9800998ecf8427e", "versionId": "v1", "sequencer": "0055AED6DCD90281E5"}}},
              {"eventName": "ObjectRemoved:DeleteMarkerCreated",
               "s3": {"bucket": {"name": "photos"}, "object": {"key": "%E6%97%A5", "versionId": "null"}}}]}
            """;

    private static final List<ObjectEvent> BOTH =
            List.of(
                    new ObjectEvent(
                            new ObjectLocation("photos", "2024/a b+c.jpg"),
                            Kind.CREATED,
                            OptionalLong.of(17),
                            Optional.of("v1"),
                            Optional.of(Instant.parse("2026-11-21T13:00:00.123Z"))),
                    new ObjectEvent(
                            new ObjectLocation("photos", "日"),
                            Kind.REMOVED,
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.empty()));

    @Test
    void everyRecordCounts() {
        assertThat(Messages.decode(TWO_RECORDS)).isEqualTo(new Events(BOTH));
    }

    @Test
    void theSameWrappedBySnsIsTheSame() {
        assertThat(Messages.decode(wrapped(TWO_RECORDS))).isEqualTo(new Events(BOTH));
    }

    @Test
    void theTestEventIsKnownAlsoInItsSnsEnvelope() {
        String test =
                "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"photos\"}";
        assertThat(Messages.decode(test)).isEqualTo(new TestEvent());
        assertThat(Messages.decode(wrapped(test))).isEqualTo(new TestEvent());
    }

    @Test
    void aKeyByEventBridgeIsNotDecoded() {
        assertThat(Messages.decode(eventBridge("Object Created", "PutObject", "a+b%2Bc")))
                .isEqualTo(
                        new Events(
                                List.of(
                                        new ObjectEvent(
                                                new ObjectLocation("photos", "a+b%2Bc"),
                                                Kind.CREATED,
                                                OptionalLong.of(5),
                                                Optional.of("v2"),
                                                Optional.of(
                                                        Instant.parse("2021-11-12T00:00:00Z"))))));
    }

    @Test
    void aLifecycleRuleIsToldFromAWish() {
        assertThat(kind(eventBridge("Object Deleted", "DeleteObject", "a")))
                .isEqualTo(Kind.REMOVED);
        assertThat(kind(eventBridge("Object Deleted", "Lifecycle Expiration", "a")))
                .isEqualTo(Kind.REMOVED_BY_LIFECYCLE);
        assertThat(kind(direct("LifecycleExpiration:Delete"))).isEqualTo(Kind.REMOVED_BY_LIFECYCLE);
        assertThat(kind(direct("ObjectRemoved:Delete"))).isEqualTo(Kind.REMOVED);
    }

    @Test
    void whatLeavesTheBytesAsTheyAreIsOther() {
        assertThat(kind(eventBridge("Object Tags Added", "", "a"))).isEqualTo(Kind.OTHER);
        assertThat(kind(direct("ObjectTagging:Put"))).isEqualTo(Kind.OTHER);
    }

    @Test
    void someStoresWriteEventNamesWithTheirPrefix() {
        assertThat(kind(direct("s3:ObjectCreated:Put"))).isEqualTo(Kind.CREATED);
    }

    @Test
    void keysComeOutOfTheirEncodingByteForByte() {
        Cases.forAll(
                OddKeys::key,
                key -> {
                    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
                    assertThat(UrlDecoding.decode(encoded)).contains(key);
                    assertThat(UrlDecoding.decode(encoded.replace("%2F", "/"))).contains(key);
                });
    }

    @Test
    void whatIsNoEncodingIsRefused() {
        for (String text : List.of("%", "%4", "a%zz", "%ff", "%c3", "%ed%a0%80")) {
            assertThat(UrlDecoding.decode(text)).as(text).isEmpty();
        }
    }

    @Test
    void namesEveryFaultOfEveryRecord() {
        assertMalformed(
                """
                {"Records": [
                  {"eventName": 5, "s3": {"bucket": {}, "object": {"key": "%ff", "size": -1}}},
                  {"ses": {}}]}
                """,
                "Records[0].eventName \"5\": accepted is an event such as ObjectCreated:Put; "
                        + "Records[0].s3.bucket.name is missing: accepted is the name of a bucket; "
                        + "Records[0].s3.object.key \"%ff\": accepted is a URL-encoded key of 1 to 1,024 bytes of UTF-8; "
                        + "Records[0].s3.object.size \"-1\": accepted is a whole number from 0 to 53,687,091,200,000; "
                        + "Records[1].eventName is missing: accepted is an event such as ObjectCreated:Put; "
                        + "Records[1].s3.bucket.name is missing: accepted is the name of a bucket; "
                        + "Records[1].s3.object.key is missing: accepted is a URL-encoded key of 1 to 1,024 bytes of UTF-8");
    }

    @Test
    void aMessageWithoutRecordsIsRefused() {
        assertMalformed(
                "{\"Records\": []}", "Records \"[]\": accepted is a list of 1 or more objects");
    }

    @Test
    void anEventOfAnotherServiceIsRefused() {
        assertMalformed(
                "{\"detail-type\": \"EC2 Instance State-change\", \"source\": \"aws.ec2\", \"detail\": {\"bucket\": {\"name\": \"b\"}, \"object\": {\"key\": \"k\"}}}",
                "source \"aws.ec2\": accepted is aws.s3");
    }

    @Test
    void saysWhatIsWrongInsideTheEnvelope() {
        assertMalformed(
                wrapped("hello"),
                "in the SNS message: message \"hello\": accepted is a JSON object (broken at line 1, column 1)");
        assertMalformed(
                wrapped(wrapped("{}")),
                "in the SNS message: message with the fields \"Type, TopicArn, Message\": accepted is an S3 event (Records, detail-type or Event: s3:TestEvent), a copy order (Src_bucket, Src_key, Des_bucket, Des_key) or a message of our own (v)");
    }

    private static void assertMalformed(String body, String reason) {
        assertThat(Messages.decode(body)).isEqualTo(new Malformed(reason));
    }

    private static Kind kind(String body) {
        return ((Events) Messages.decode(body)).events().getFirst().kind();
    }

    private static String wrapped(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:photos")
                .put("Message", message)
                .toString();
    }

    private static String direct(String eventName) {
        return """
        {"Records": [{"eventName": "%s", "s3": {"bucket": {"name": "photos"}, "object": {"key": "a"}}}]}
        """
                .formatted(eventName);
    }

    private static String eventBridge(String type, String reason, String key) {
        return """
        {"version": "0", "detail-type": "%s", "source": "aws.s3", "time": "2021-11-12T00:00:00Z",
         "detail": {"bucket": {"name": "photos"}, "reason": "%s",
                    "object": {"key": "%s", "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184", "version-id": "v2", "sequencer": "00617F"}}}
        """
                .formatted(type, reason, key);
    }
}
