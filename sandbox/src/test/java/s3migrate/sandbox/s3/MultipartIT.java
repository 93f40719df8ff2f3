package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

class MultipartIT {
    private static final int PART_BYTES = 1000;

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(PART_BYTES));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void joinsThePartsWithoutShowingAnythingBefore() throws Exception {
        String id =
                fixture.s3
                        .createMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("joined")
                                        .contentType("text/x")
                                        .metadata(Map.of("a", "b"))
                                        .tagging("t=1"))
                        .uploadId();
        byte[] first = bytes(1, PART_BYTES);
        byte[] second = bytes(2, 10);
        // Uploaded in reverse, and once too often.
        var two = upload("joined", id, 2, second);
        upload("joined", id, 1, second);
        var one = upload("joined", id, 1, first);
        assertThat(fixture.server.object(BUCKET, "joined")).isEmpty();

        var completed = complete("joined", id, List.of(one, two));

        var got = fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("joined"));
        assertThat(got.asByteArray()).startsWith(first).endsWith(second).hasSize(PART_BYTES + 10);
        assertThat(got.response().contentType()).isEqualTo("text/x");
        assertThat(got.response().metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(got.response().tagCount()).isEqualTo(1);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(MessageDigest.getInstance("MD5").digest(first));
        md5.update(MessageDigest.getInstance("MD5").digest(second));
        assertThat(completed.eTag())
                .isEqualTo('"' + HexFormat.of().formatHex(md5.digest()) + "-2\"");
        assertThat(fixture.server.openUploads(BUCKET)).extracting(u -> u.id()).doesNotContain(id);
    }

    @Test
    void readsRangesAcrossParts() {
        String id = begin("across");
        var parts =
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n -> upload("across", id, n, filled(n, PART_BYTES)))
                        .toList();
        complete("across", id, parts);

        var got =
                fixture.s3.getObjectAsBytes(
                        r -> r.bucket(BUCKET).key("across").range("bytes=999-2000"));

        byte[] bytes = got.asByteArray();
        assertThat(bytes).hasSize(1002);
        assertThat(bytes[0]).isEqualTo((byte) 1);
        assertThat(bytes[1]).isEqualTo((byte) 2);
        assertThat(bytes[1001]).isEqualTo((byte) 3);
    }

    @Test
    void answersASecondCompleteLikeTheFirst() {
        String id = begin("twice");
        var parts = List.of(upload("twice", id, 1, bytes(1, 5)));

        var first = complete("twice", id, parts);
        var second = complete("twice", id, parts);

        assertThat(second.eTag()).isEqualTo(first.eTag());
    }

    @Test
    void refusesPartsThatDoNotFit() {
        String id = begin("unfit");
        var small = upload("unfit", id, 1, bytes(1, PART_BYTES - 1));
        var last = upload("unfit", id, 2, bytes(2, 5));

        assertThatThrownBy(() -> complete("unfit", id, List.of(small, last)))
                .satisfies(e -> assertError(e, 400, "EntityTooSmall"));
        assertThatThrownBy(() -> complete("unfit", id, List.of(last, small)))
                .satisfies(e -> assertError(e, 400, "InvalidPartOrder"));
        assertThatThrownBy(() ->
                        complete("unfit", id, List.of(last.toBuilder().partNumber(7).build())))
                .satisfies(e -> assertError(e, 400, "InvalidPart"));
        assertThatThrownBy(() ->
                        complete("unfit", id, List.of(last.toBuilder().eTag(small.eTag()).build())))
                .satisfies(e -> assertError(e, 400, "InvalidPart"));
        assertThatThrownBy(() -> upload("unfit", id, 10_001, bytes(1, 1)))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));

        complete("unfit", id, List.of(last));
        assertThat(fixture.server.object(BUCKET, "unfit"))
                .get()
                .satisfies(o -> assertThat(o.size()).isEqualTo(5));
    }

    @Test
    void knowsNoUploadAfterAbort() {
        String id = begin("aborted");
        upload("aborted", id, 1, bytes(1, 5));
        fixture.s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("aborted").uploadId(id));

        assertThatThrownBy(() ->
                        fixture.s3.listParts(r -> r.bucket(BUCKET).key("aborted").uploadId(id)))
                .satisfies(e -> assertError(e, 404, "NoSuchUpload"));
        assertThatThrownBy(() -> upload("aborted", id, 2, bytes(1, 5)))
                .satisfies(e -> assertError(e, 404, "NoSuchUpload"));
        assertThatThrownBy(() ->
                        fixture.s3.abortMultipartUpload(
                                r -> r.bucket(BUCKET).key("aborted").uploadId(id)))
                .satisfies(e -> assertError(e, 404, "NoSuchUpload"));
    }

    @Test
    void listsPartsInPages() {
        String id = begin("paged");
        for (int number : new int[] {3, 1, 9, 7}) {
            upload("paged", id, number, bytes(number, 5));
        }

        ListPartsResponse first =
                fixture.s3.listParts(r -> r.bucket(BUCKET).key("paged").uploadId(id).maxParts(3));
        ListPartsResponse rest =
                fixture.s3.listParts(r ->
                        r.bucket(BUCKET)
                                .key("paged")
                                .uploadId(id)
                                .partNumberMarker(first.nextPartNumberMarker()));

        assertThat(first.parts()).extracting(Part::partNumber).containsExactly(1, 3, 7);
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.initiator().id())
                .isEqualTo("arn:aws:iam::111122223333:user/" + S3Fixture.ACCESS_KEY);
        assertThat(rest.parts()).extracting(Part::partNumber).containsExactly(9);
        assertThat(rest.isTruncated()).isFalse();
    }

    @Test
    void listsUploadsByKeyThenByBeginningInPages() {
        String a1 = begin("up/a//");
        String b = begin("up/b");
        String a2 = begin("up/a//");

        ListMultipartUploadsResponse first =
                fixture.s3.listMultipartUploads(
                        r -> r.bucket(BUCKET).prefix("up/").maxUploads(1).encodingType("url"));
        ListMultipartUploadsResponse rest =
                fixture.s3.listMultipartUploads(r ->
                        r.bucket(BUCKET)
                                .prefix("up/")
                                .keyMarker(first.nextKeyMarker())
                                .uploadIdMarker(first.nextUploadIdMarker()));
        ListMultipartUploadsResponse afterKey =
                fixture.s3.listMultipartUploads(
                        r -> r.bucket(BUCKET).prefix("up/").keyMarker("up/a//"));

        assertThat(first.uploads()).extracting(MultipartUpload::uploadId).containsExactly(a1);
        assertThat(first.isTruncated()).isTrue();
        assertThat(rest.uploads()).extracting(MultipartUpload::uploadId).containsExactly(a2, b);
        assertThat(afterKey.uploads()).extracting(MultipartUpload::uploadId).containsExactly(b);
        assertThat(rest.uploads().getFirst().initiator().displayName())
                .isEqualTo(S3Fixture.ACCESS_KEY);
    }

    @Test
    void datesTheObjectByWhenItsUploadBegan() {
        String id = begin("dated");
        var part = upload("dated", id, 1, bytes(1, 5));
        var upload =
                fixture.server.openUploads(BUCKET).stream()
                        .filter(u -> u.id().equals(id))
                        .findFirst()
                        .orElseThrow();

        complete("dated", id, List.of(part));

        assertThat(fixture.server.object(BUCKET, "dated").orElseThrow().lastModified())
                .isEqualTo(upload.initiated());
    }

    private static String begin(String key) {
        return fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    }

    private static CompletedPart upload(String key, String id, int number, byte[] bytes) {
        var part =
                fixture.s3.uploadPart(
                        r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes));
        return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
    }

    private static CompleteMultipartUploadResponse complete(
            String key, String id, List<CompletedPart> parts) {
        return fixture.s3.completeMultipartUpload(
                r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
