package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.job.Message.Malformed;
import s3migrate.job.Message.SingleJob;
import s3migrate.object.ObjectLocation;

class MessagesTest {

    private static final ObjectLocation SOURCE = new ObjectLocation("a", "dir//x");
    private static final ObjectLocation DESTINATION = new ObjectLocation("b", "p/dir//x");

    @Test
    void readsTheEarlierSystemsJob() {
        assertThat(
                        Messages.decode(
                                """
                                {"Src_bucket": "a", "Src_key": "dir//x", "Des_bucket": "b", "Des_key": "p/dir//x", "Size": 17, "versionId": "null"}
                                """))
                .isEqualTo(
                        new OrderedCopy(
                                SOURCE,
                                DESTINATION,
                                OptionalLong.of(17),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void anOrderMayHaveAVersionAndAnId() {
        assertThat(
                        Messages.decode(
                                """
                                {"Src_bucket": "a", "Src_key": "dir//x", "Des_bucket": "b", "Des_key": "p/dir//x", "versionId": "v1", "id": "order-17", "more": [1]}
                                """))
                .isEqualTo(
                        new OrderedCopy(
                                SOURCE,
                                DESTINATION,
                                OptionalLong.empty(),
                                Optional.of("v1"),
                                Optional.of("order-17")));
    }

    @Test
    void writesAJobWithoutWhatItDoesNotHave() {
        assertThat(Messages.encode(new SingleJob(job("dir//x"))))
                .isEqualTo(
                        "{\"v\":1,\"type\":\"job\",\"route\":\"r\",\"src_bucket\":\"a\",\"src_key\":\"dir//x\","
                                + "\"des_bucket\":\"b\",\"des_key\":\"p/dir//x\",\"first_seen\":\"2026-11-21T13:00:00Z\"}");
    }

    @Test
    void refusesToWriteAKeyThatIsNoText() {
        assertThatThrownBy(() -> Messages.encode(new SingleJob(job("half \ud83d"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "src_key with half of a surrogate pair: accepted is text that has a UTF-8 form");
    }

    @Test
    void refusesToReadAKeyThatIsNoText() {
        assertMalformed(
                """
                {"Src_bucket": "a", "Src_key": "half \\ud83d", "Des_bucket": "b", "Des_key": "k"}
                """,
                "Src_key \"half \\ud83d\": accepted is a key of 1 to 1,024 bytes of UTF-8");
    }

    @Test
    void namesEveryFaultOfAnOrder() {
        assertMalformed(
                """
                {"Src_bucket": "a/b", "Src_key": "", "Des_key": "%s", "Size": "17", "versionId": 5, "id": ""}
                """
                        .formatted("k".repeat(1_025)),
                "Src_bucket \"a/b\": accepted is the name of a bucket; "
                        + "Src_key \"\": accepted is a key of 1 to 1,024 bytes of UTF-8; "
                        + "Des_bucket is missing: accepted is the name of a bucket; "
                        + "Des_key \""
                        + "k".repeat(60)
                        + "…\": accepted is a key of 1 to 1,024 bytes of UTF-8; "
                        + "Size \"17\": accepted is a whole number from 0 to 53,687,091,200,000; "
                        + "versionId \"5\": accepted is a version id; "
                        + "id \"\": accepted is a text of 1 to 256 characters");
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        assertMalformed("{\"v\": 2, \"type\": \"job\"}", "v \"2\": accepted is 1");
        assertMalformed(
                "{\"v\": 1, \"type\": \"jobs\"}",
                "type \"jobs\": accepted is job, batch, slice, continuation or sweep");
    }

    @Test
    void refusesASliceBeyondItsObject() {
        assertMalformed(
                """
                {"v": 1, "type": "slice", "route": "r", "src_bucket": "a", "src_key": "k", "des_bucket": "b", "des_key": "k",
                 "first_seen": "2026-11-21T13:00:00Z", "source": {"etag": "e", "size": 100},
                 "upload_id": "u", "part_bytes": 10, "checksum": "CRC32C", "first_part": 2, "last_part": 11}
                """,
                "slice of parts 2 to 11 of 10 bytes each: accepted are parts 1 to 10,000 in order, within 100 bytes");
    }

    @Test
    void refusesASliceOfNoVersion() {
        assertMalformed(
                """
                {"v": 1, "type": "slice", "route": "r", "src_bucket": "a", "src_key": "k", "des_bucket": "b", "des_key": "k",
                 "first_seen": "2026-11-21T13:00:00Z", "source": {"etag": "", "size": 100},
                 "upload_id": "", "part_bytes": 10, "checksum": "SHA256", "first_part": 2, "last_part": 3}
                """,
                "source.etag \"\": accepted is an ETag; "
                        + "upload_id \"\": accepted is an upload id; "
                        + "checksum \"SHA256\": accepted is CRC32, CRC32C or CRC64NVME");
    }

    @Test
    void refusesABatchOfTooManyBytes() {
        assertMalformed(
                """
                {"v": 1, "type": "batch", "route": "r", "src_bucket": "a", "des_bucket": "b", "first_seen": "2026-11-21T13:00:00Z",
                 "objects": [{"key": "a", "size": 17179869184}, {"key": "b", "size": 1}]}
                """,
                "batch of 17,179,869,185 bytes: accepted are up to 17,179,869,184");
    }

    @Test
    void namesTheFaultsOfABatchByTheirPlace() {
        assertMalformed(
                """
                {"v": 1, "type": "batch", "route": "r", "src_bucket": "a", "des_bucket": "b", "first_seen": "yesterday",
                 "objects": [{"key": "a", "size": 1}, {"size": 1.5}]}
                """,
                "first_seen \"yesterday\": accepted is a time such as 2026-01-31T23:59:59Z; "
                        + "objects[1].key is missing: accepted is the rest of a key; "
                        + "objects[1].size \"1.5\": accepted is a whole number from 0 to 17,179,869,184");
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertMalformed(
                "no json",
                "message \"no json\": accepted is a JSON object (broken at line 1, column 1)");
        assertMalformed("[1]", "message \"[1]\": accepted is a JSON object");
        assertMalformed("", "message \"\": accepted is a JSON object");
        assertMalformed(
                "{\"hello\": \"world\"}",
                "message with the fields \"hello\": accepted is an S3 event (Records, detail-type or Event: s3:TestEvent), a copy order (Src_bucket, Src_key, Des_bucket, Des_key) or a message of our own (v)");
        assertMalformed(
                "{} {}",
                "message \"{} {}\": accepted is a JSON object (broken at line 1, column 4)");
    }

    private static void assertMalformed(String body, String reason) {
        assertThat(Messages.decode(body)).isEqualTo(new Malformed(reason));
    }

    private static Job job(String key) {
        return new Job(
                "r",
                new ObjectLocation("a", key),
                Optional.empty(),
                new ObjectLocation("b", "p/" + key),
                OptionalLong.empty(),
                Optional.empty(),
                JobHistory.startingAt(Instant.parse("2026-11-21T13:00:00Z")));
    }
}
