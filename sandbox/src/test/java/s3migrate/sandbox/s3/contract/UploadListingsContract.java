package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/// ListParts and ListMultipartUploads, on which resuming rests.
abstract class UploadListingsContract extends UploadsContract {

    @Test
    void tellsOfEachPartItsSizeAndETag() {
        String id = begin("told");
        var part = upload("told", id, 3, bytes(3, 5));

        Part listed =
                s3().listParts(r -> r.bucket(bucket()).key("told").uploadId(id)).parts().getFirst();

        assertThat(listed.partNumber()).isEqualTo(3);
        assertThat(listed.size()).isEqualTo(5);
        assertThat(listed.eTag()).isEqualTo(part.eTag());
    }

    @Test
    void listsPartsInPages() {
        String id = begin("paged");
        for (int number : new int[] {3, 1, 9, 7}) {
            upload("paged", id, number, bytes(number, 5));
        }

        ListPartsResponse first =
                s3().listParts(r -> r.bucket(bucket()).key("paged").uploadId(id).maxParts(3));
        ListPartsResponse rest =
                s3().listParts(r ->
                        r.bucket(bucket())
                                .key("paged")
                                .uploadId(id)
                                .partNumberMarker(first.nextPartNumberMarker()));

        assertThat(first.parts()).extracting(Part::partNumber).containsExactly(1, 3, 7);
        assertThat(first.isTruncated()).isTrue();
        assertThat(rest.parts()).extracting(Part::partNumber).containsExactly(9);
        assertThat(rest.isTruncated()).isFalse();
    }

    @Test
    void listsUploadsOfAPrefixInTheOrderOfTheirKeys() {
        String b = begin("up/b");
        begin("other");
        String a = begin("up/a");

        assertThat(s3().listMultipartUploads(r -> r.bucket(bucket()).prefix("up/")).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(a, b);
    }

    @Test
    void listsUploadsOfAKeyByTheirBeginning() {
        String first = begin("up/a");
        String second = begin("up/a");

        assertThat(s3().listMultipartUploads(r -> r.bucket(bucket())).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(first, second);
    }

    @Test
    void listsUploadsInPagesThatMayCutAKey() {
        String b = begin("up/b");
        String a1 = begin("up/a");
        String a2 = begin("up/a");

        ListMultipartUploadsResponse first =
                s3().listMultipartUploads(
                                r -> r.bucket(bucket()).maxUploads(1).encodingType("url"));
        ListMultipartUploadsResponse rest =
                s3().listMultipartUploads(r ->
                        r.bucket(bucket())
                                .keyMarker(first.nextKeyMarker())
                                .uploadIdMarker(first.nextUploadIdMarker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(rest.isTruncated()).isFalse();
        assertThat(Stream.of(first, rest).flatMap(page -> page.uploads().stream()))
                .extracting(MultipartUpload::uploadId)
                .containsExactlyInAnyOrder(a1, a2, b);
        assertThat(rest.uploads().getLast().uploadId()).isEqualTo(b);
    }

    @Test
    void passesOverAllUploadsOfTheKeyMarker() {
        begin("up/a");
        begin("up/a");
        String b = begin("up/b");

        assertThat(s3().listMultipartUploads(r -> r.bucket(bucket()).keyMarker("up/a")).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(b);
    }

    @Test
    void datesTheObjectByWhenItsUploadBegan() {
        String id = begin("dated");
        var part = upload("dated", id, 1, bytes(1, 5));
        var initiated =
                s3().listMultipartUploads(r -> r.bucket(bucket())).uploads().getFirst().initiated();

        do {
            put("later", "x");
        } while (!head("later").lastModified().isAfter(initiated));
        complete("dated", id, List.of(part));

        assertThat(head("dated").lastModified())
                .isEqualTo(initiated.truncatedTo(ChronoUnit.SECONDS));
    }
}
