package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.store.Versioning;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class EventsIT {
    @TempDir Path directory;

    @Test
    void tellsOfEveryChangeAsS3Does() throws Exception {
        List<String> events = new ArrayList<>();
        try (S3Fixture fixture = new S3Fixture(directory)) {
            fixture.server.notify(BUCKET, new EventRule("rule", "in/", ".txt", events::add));
            fixture.s3.putObject(
                    r -> r.bucket(BUCKET).key("in/a b+é.txt"), RequestBody.fromString("four"));
            fixture.s3.putObject(
                    r -> r.bucket(BUCKET).key("in/other.bin"), RequestBody.fromString("x"));
            fixture.s3.putObject(
                    r -> r.bucket(BUCKET).key("out/other.txt"), RequestBody.fromString("x"));
            upload(fixture, "in/big.txt");
            fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("in/big.txt"));
        }

        List<JsonNode> records = records(events);
        assertThat(records)
                .extracting(record -> record.get("eventName").asText())
                .containsExactly(
                        "ObjectCreated:Put",
                        "ObjectCreated:CompleteMultipartUpload",
                        "ObjectRemoved:Delete");
        JsonNode put = records.getFirst();
        assertThat(put.get("eventVersion").asText()).isEqualTo("2.1");
        assertThat(put.get("awsRegion").asText()).isEqualTo("eu-central-1");
        assertThat(put.get("eventTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(put.at("/s3/configurationId").asText()).isEqualTo("rule");
        assertThat(put.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + BUCKET);
        assertThat(put.at("/s3/object/key").asText()).isEqualTo("in/a+b%2B%C3%A9.txt");
        assertThat(put.at("/s3/object/size").asLong()).isEqualTo(4);
        assertThat(put.at("/s3/object/eTag").asText())
                .isEqualTo("8cbad96aced40b3838dd9f07f6ef5772");
        assertThat(put.at("/s3/object").has("versionId")).isFalse();
        assertThat(records.getLast().at("/s3/object").has("size")).isFalse();
    }

    @Test
    void ordersTheChangesOfAKeyBySequencer() throws Exception {
        List<String> events = new ArrayList<>();
        try (S3Fixture fixture = new S3Fixture(directory)) {
            fixture.server.setVersioning(BUCKET, Versioning.ENABLED);
            fixture.server.notify(BUCKET, EventRule.all("all", events::add));
            var put =
                    fixture.s3.putObject(
                            r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
            fixture.server.put(BUCKET, "k", new byte[2]);
            fixture.server.delete(BUCKET, "k");
            assertThat(put.versionId()).isNotEqualTo("null");
        }

        List<JsonNode> records = records(events);
        assertThat(records).hasSize(3);
        assertThat(records.getLast().get("eventName").asText())
                .isEqualTo("ObjectRemoved:DeleteMarkerCreated");
        assertThat(records)
                .extracting(record -> record.at("/s3/object/sequencer").asText())
                .isSorted();
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(record.at("/s3/object/versionId").asText()).hasSize(32));
    }

    @Test
    void neitherHoldsUpRequestsNorLosesEventsWhenTheSinkIsSlowOrFails() throws Exception {
        List<String> events = new ArrayList<>();
        CountDownLatch written = new CountDownLatch(1);
        try (S3Fixture fixture = new S3Fixture(directory)) {
            fixture.server.notify(
                    BUCKET,
                    EventRule.all(
                            "all",
                            json -> {
                                written.await();
                                if (events.isEmpty()) {
                                    events.add("refused once");
                                    throw new IllegalStateException("the queue is away");
                                }
                                events.add(json);
                            }));
            for (int number = 0; number < 20; number++) {
                fixture.server.put(BUCKET, "k" + number, new byte[1]);
            }
            written.countDown();
        }

        assertThat(events).hasSize(21).doesNotHaveDuplicates();
    }

    private static void upload(S3Fixture fixture, String key) {
        String id = fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
        var part =
                fixture.s3.uploadPart(
                        r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                        RequestBody.fromString("x"));
        fixture.s3.completeMultipartUpload(r ->
                r.bucket(BUCKET)
                        .key(key)
                        .uploadId(id)
                        .multipartUpload(m ->
                                m.parts(
                                        CompletedPart.builder()
                                                .partNumber(1)
                                                .eTag(part.eTag())
                                                .build())));
    }

    private static List<JsonNode> records(List<String> events) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        for (String event : events) {
            records.add(new ObjectMapper().readTree(event).get("Records").get(0));
        }
        return records;
    }
}
