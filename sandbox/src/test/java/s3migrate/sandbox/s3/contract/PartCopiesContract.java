package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// UploadPartCopy.
abstract class PartCopiesContract extends UploadsContract {

    @Test
    void copiesTheWholeAsAPart() {
        put("source", "0123456789");
        String id = begin("whole");

        complete("whole", id, List.of(copied("whole", id, 1, _ -> {})));

        assertThat(get("whole")).isEqualTo("0123456789");
    }

    @Test
    void copiesARangeAsAPart() {
        put("source", "0123456789");
        String id = begin("range");
        var part = copied("range", id, 1, r -> r.copySourceRange("bytes=3-5"));

        assertThat(s3().listParts(r -> r.bucket(bucket()).key("range").uploadId(id)).parts())
                .extracting(Part::size)
                .containsExactly(3L);
        complete("range", id, List.of(part));
        assertThat(get("range")).isEqualTo("345");
    }

    @Test
    void readsOverThePartsOfAMultipartSource() {
        int size = server().minimumPartBytes();
        byte[] first = bytes(1, size);
        byte[] second = bytes(2, 10);
        String source = begin("source");
        complete(
                "source",
                source,
                List.of(upload("source", source, 1, first), upload("source", source, 2, second)));
        String id = begin("across");
        String range = "bytes=" + (size - 1) + "-" + (size + 1);

        complete("across", id, List.of(copied("across", id, 1, r -> r.copySourceRange(range))));

        assertThat(s3().getObjectAsBytes(r -> r.bucket(bucket()).key("across")).asByteArray())
                .containsExactly(first[size - 1], second[0], second[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-10", "bytes=10-10", "bytes=5-4", "bytes=0-", "bytes=-5", "0-4"})
    void refusesRangesThatDoNotLieWithin(String range) {
        put("source", "0123456789");
        String id = begin("k");

        refused(400, "InvalidArgument", () -> copied("k", id, 1, r -> r.copySourceRange(range)));
    }

    @Test
    void copiesOnlyTheSourceOfTheETag() {
        String etag = put("source", "0123456789").eTag();
        String id = begin("k");

        refused(
                412,
                "PreconditionFailed",
                () -> copied("k", id, 1, r -> r.copySourceIfMatch("\"00\"")));
        complete("k", id, List.of(copied("k", id, 1, r -> r.copySourceIfMatch(etag))));
    }

    @Test
    void refusesAnUploadThatIsAbsent() {
        put("source", "0123456789");
        String id = begin("k");
        s3().abortMultipartUpload(r -> r.bucket(bucket()).key("k").uploadId(id));

        refused(404, "NoSuchUpload", () -> copied("k", id, 1, _ -> {}));
    }

    @Test
    void refusesASourceThatIsAbsent() {
        String id = begin("k");

        refused(404, "NoSuchKey", () -> copied("k", id, 1, _ -> {}));
    }

    /// Of the key `source`, unless `more` says otherwise.
    private CompletedPart copied(
            String key, String id, int number, Consumer<UploadPartCopyRequest.Builder> more) {
        var part =
                s3().uploadPartCopy(r ->
                        more.accept(
                                r.sourceBucket(bucket())
                                        .sourceKey("source")
                                        .destinationBucket(bucket())
                                        .destinationKey(key)
                                        .uploadId(id)
                                        .partNumber(number)));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.copyPartResult().eTag())
                .build();
    }
}
