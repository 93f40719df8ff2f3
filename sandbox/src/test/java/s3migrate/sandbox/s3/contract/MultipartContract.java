package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// From CreateMultipartUpload to Complete or Abort.
abstract class MultipartContract extends UploadsContract {

    @Test
    void joinsThePartsWithoutShowingAnythingBefore() throws Exception {
        String id =
                s3().createMultipartUpload(r ->
                                r.bucket(bucket())
                                        .key("joined")
                                        .contentType("text/x")
                                        .metadata(Map.of("a", "b"))
                                        .tagging("t=1"))
                        .uploadId();
        byte[] first = bytes(1, server().minimumPartBytes());
        byte[] second = bytes(2, 10);
        // Uploaded in reverse, and once too often.
        var two = upload("joined", id, 2, second);
        upload("joined", id, 1, second);
        var one = upload("joined", id, 1, first);
        assertThat(find("joined")).isEmpty();

        var completed = complete("joined", id, List.of(one, two));

        var got = s3().getObjectAsBytes(r -> r.bucket(bucket()).key("joined"));
        assertThat(got.asByteArray())
                .startsWith(first)
                .endsWith(second)
                .hasSize(first.length + second.length);
        assertThat(got.response().contentType()).isEqualTo("text/x");
        assertThat(got.response().metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(s3().getObjectTagging(r -> r.bucket(bucket()).key("joined")).tagSet())
                .extracting(t -> t.key() + "=" + t.value())
                .containsExactly("t=1");
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(MessageDigest.getInstance("MD5").digest(first));
        md5.update(MessageDigest.getInstance("MD5").digest(second));
        assertThat(completed.eTag())
                .isEqualTo('"' + HexFormat.of().formatHex(md5.digest()) + "-2\"");
        assertThat(s3().listMultipartUploads(r -> r.bucket(bucket())).uploads()).isEmpty();
    }

    @Test
    void leavesOutPartsThatAreNotNamed() {
        String id = begin("subset");
        upload("subset", id, 1, bytes(1, 5));
        var two = upload("subset", id, 2, bytes(2, 7));

        complete("subset", id, List.of(two));

        assertThat(head("subset").contentLength()).isEqualTo(7);
    }

    @Test
    void readsRangesAcrossParts() {
        int size = server().minimumPartBytes();
        String id = begin("across");
        byte[] one = bytes(1, size);
        byte[] two = bytes(2, 100);
        complete("across", id, List.of(upload("across", id, 1, one), upload("across", id, 2, two)));
        String range = "bytes=" + (size - 1) + "-" + (size + 1);

        byte[] got =
                s3().getObjectAsBytes(r -> r.bucket(bucket()).key("across").range(range))
                        .asByteArray();

        assertThat(got).containsExactly(one[size - 1], two[0], two[1]);
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
    void refusesSmallPartsButTheLast() {
        String id = begin("small");
        var small = upload("small", id, 1, bytes(1, server().minimumPartBytes() - 1));
        var last = upload("small", id, 2, bytes(2, 5));

        refused(400, "EntityTooSmall", () -> complete("small", id, List.of(small, last)));

        complete("small", id, List.of(small));
        assertThat(head("small").contentLength()).isEqualTo(server().minimumPartBytes() - 1);
    }

    @Test
    void refusesPartsOutOfOrder() {
        String id = begin("order");
        var one = upload("order", id, 1, bytes(1, server().minimumPartBytes()));
        var two = upload("order", id, 2, bytes(2, 5));

        refused(400, "InvalidPartOrder", () -> complete("order", id, List.of(two, one)));
    }

    @Test
    void refusesPartsItDoesNotHave() {
        String id = begin("unfit");
        var part = upload("unfit", id, 1, bytes(1, 5));
        CompletedPart missing = part.toBuilder().partNumber(7).build();
        CompletedPart other = part.toBuilder().eTag('"' + "0".repeat(32) + '"').build();

        refused(400, "InvalidPart", () -> complete("unfit", id, List.of(missing)));
        refused(400, "InvalidPart", () -> complete("unfit", id, List.of(other)));
        assertThat(find("unfit")).isEmpty();
        complete("unfit", id, List.of(part));
    }

    @Test
    void refusesPartNumbersOver10000() {
        String id = begin("many");

        refused(400, "InvalidArgument", () -> upload("many", id, 10_001, bytes(1, 1)));
        complete("many", id, List.of(upload("many", id, 10_000, bytes(1, 1))));
    }

    @Test
    void knowsNoUploadAfterAbort() {
        String id = begin("aborted");
        var part = upload("aborted", id, 1, bytes(1, 5));
        s3().abortMultipartUpload(r -> r.bucket(bucket()).key("aborted").uploadId(id));

        refused(404, "NoSuchUpload", () -> assertOpen("aborted", id));
        refused(404, "NoSuchUpload", () -> upload("aborted", id, 2, bytes(1, 5)));
        refused(404, "NoSuchUpload", () -> complete("aborted", id, List.of(part)));
        refused(
                404,
                "NoSuchUpload",
                () ->
                        s3().abortMultipartUpload(
                                        r -> r.bucket(bucket()).key("aborted").uploadId(id)));
    }
}
