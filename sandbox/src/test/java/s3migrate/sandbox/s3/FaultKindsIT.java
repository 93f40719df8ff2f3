package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.Snapshot;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectVersion;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What a fault can be.
class FaultKindsIT {
    private static final int BYTES = 300_000;
    private static final int AT = 200_000;

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.faults().clear();
    }

    @Test
    void refusalsCarryTheStatusAndCodeOfS3() {
        generate("refused");

        refuse(Fault.Refuse.accessDenied(), 403, "AccessDenied");
        refuse(Fault.Refuse.slowDown(), 503, "SlowDown");
        refuse(Fault.Refuse.internalError(), 500, "InternalError");
        refuse(Fault.Refuse.expiredToken(), 400, "ExpiredToken");
        refuse(Fault.Refuse.kmsDisabled("arn:aws:kms:r:1:key/k"), 400, "KMS.DisabledException");
    }

    @Test
    void anArchiveTierShowsOnlyToWhoReads() throws IOException, InterruptedException {
        generate("tiered");
        plan("GetObject", Fault.Refuse.archived());

        assertThat(
                        fixture.s3
                                .listObjectsV2(r -> r.bucket(BUCKET).prefix("tiered"))
                                .contents()
                                .getFirst()
                                .storageClassAsString())
                .isEqualTo("STANDARD");
        HttpResponse<String> refusal =
                RawRequest.get(fixture, fixture.server.https().resolve("/" + BUCKET + "/tiered"))
                        .send();
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body())
                .contains("<Code>InvalidObjectState</Code>")
                .contains("<AccessTier>ARCHIVE_ACCESS</AccessTier>");
    }

    @Test
    void aByteFlippedOnTheWayOutChangesTheBytesAndNothingElse() {
        ObjectVersion object = generate("out");
        byte[] right = read("out");
        plan("GetObject", new Fault.FlipResponseByte(AT));

        byte[] wrong = read("out");

        assertOneByteDiffers(wrong, right);
        assertThat(head("out").eTag()).isEqualTo("\"" + object.etag() + "\"");
        fixture.server.faults().clear();
        assertThat(read("out")).isEqualTo(right);
    }

    @Test
    void aByteFlippedOnTheWayInIsStoredUnlessAChecksumGuardsIt() {
        generate("in");
        byte[] right = read("in");
        plan("PutObject", new Fault.FlipRequestByte(AT));

        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r ->
                                        r.bucket(BUCKET)
                                                .key("guarded")
                                                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                                RequestBody.fromBytes(right)))
                .satisfies(e -> assertError(e, 400, "BadDigest"));
        assertThat(fixture.server.object(BUCKET, "guarded")).isEmpty();
        var unguarded =
                fixture.s3.putObject(
                        r -> r.bucket(BUCKET).key("unguarded"), RequestBody.fromBytes(right));

        assertOneByteDiffers(read("unguarded"), right);
        assertThat(unguarded.eTag()).isNotEqualTo(head("in").eTag());
    }

    @Test
    void aStoreThatWritesOtherBytesAnswersAsAlwaysAndShowsItAfterwards() {
        generate("original");
        byte[] right = read("original");
        plan("PutObject", new Fault.StoreFlipped(AT));

        PutObjectResponse answer =
                fixture.s3.putObject(
                        r -> r.bucket(BUCKET).key("wrong"), RequestBody.fromBytes(right));

        assertThat(answer.eTag()).isEqualTo(head("original").eTag());
        assertOneByteDiffers(read("wrong"), right);
        assertThat(head("wrong").eTag()).isNotEqualTo(answer.eTag());
        fixture.server.put(BUCKET, "same-bytes", GeneratedObject.of(1, BYTES));
        fixture.server.corrupt(BUCKET, "same-bytes", AT);
        assertThat(head("wrong").eTag()).isEqualTo(head("same-bytes").eTag());
    }

    @Test
    void aMultipartObjectIsStoredWronglyToo() {
        generate("parts-original");
        byte[] right = read("parts-original");
        plan("CompleteMultipartUpload", new Fault.StoreFlipped(AT));

        String etag = upload("parts-wrong", right);

        assertOneByteDiffers(read("parts-wrong"), right);
        HeadObjectResponse head = head("parts-wrong");
        assertThat(head.eTag()).endsWith("-2\"").isNotEqualTo(etag);
        assertThat(head.checksumCRC64NVME())
                .isNotNull()
                .isNotEqualTo(head("parts-original").checksumCRC64NVME());
    }

    @Test
    void aStalePageIsThatOfAnEarlierMoment() {
        fixture.server.createBucket("stale");
        fixture.server.fill("stale", "", 3, 1);
        Snapshot before = fixture.server.snapshot();
        fixture.server.delete("stale", "0000001");
        fixture.server.put("stale", "9999999", GeneratedObject.of(1, 1));
        fixture.server
                .faults()
                .plan(Calls.of("ListObjectsV2").in("stale").nth(2, new Fault.AsOf(before)));

        assertThat(page("")).containsExactly("0000000", "0000002", "9999999");
        assertThat(page("0000000")).containsExactly("0000001", "0000002");
        assertThat(page("0000000")).containsExactly("0000002", "9999999");
    }

    @Test
    void theSourceIsDeletedInMidRead() {
        generate("deleted");
        byte[] right = read("deleted");
        plan("GetObject", new Fault.During(AT, () -> fixture.server.delete(BUCKET, "deleted")));

        assertThat(read("deleted")).isEqualTo(right);
        assertThat(fixture.server.object(BUCKET, "deleted")).isEmpty();
    }

    private static void refuse(Fault.Refuse refusal, int status, String code) {
        plan("GetObject", refusal);
        assertThatThrownBy(() -> read("refused")).satisfies(e -> assertError(e, status, code));
    }

    private static void plan(String operation, Fault fault) {
        fixture.server.faults().plan(Calls.of(operation).always(fault));
    }

    private static ObjectVersion generate(String key) {
        return fixture.server.put(BUCKET, key, GeneratedObject.of(1, BYTES));
    }

    private static byte[] read(String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(
                r -> r.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static List<String> page(String after) {
        return fixture
                .s3
                .listObjectsV2(r -> r.bucket("stale").startAfter(after))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private static String upload(String key, byte[] bytes) {
        String id = fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
        int half = bytes.length / 2;
        List<CompletedPart> parts =
                List.of(
                        part(key, id, 1, Arrays.copyOfRange(bytes, 0, half)),
                        part(key, id, 2, Arrays.copyOfRange(bytes, half, bytes.length)));
        return fixture.s3
                .completeMultipartUpload(r ->
                        r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)))
                .eTag();
    }

    private static CompletedPart part(String key, String id, int number, byte[] bytes) {
        String etag =
                fixture.s3
                        .uploadPart(
                                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void assertOneByteDiffers(byte[] wrong, byte[] right) {
        byte[] mended = wrong.clone();
        mended[AT] ^= (byte) 0xFF;
        assertThat(wrong).isNotEqualTo(right);
        assertThat(mended).isEqualTo(right);
    }
}
