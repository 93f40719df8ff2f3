package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/// CopyObject under conditions on either side.
abstract class CopyConditionsContract extends S3Contract {

    @Test
    void copiesOnlyTheSourceOfTheETag() {
        String etag = put("pinned", "x").eTag();

        copy("c", r -> r.copySourceIfMatch(etag));
        copy("c", r -> r.copySourceIfNoneMatch("\"00\""));
        refusedCopy(r -> r.copySourceIfMatch("\"00\""));
        refusedCopy(r -> r.copySourceIfNoneMatch(etag));
    }

    @Test
    void copiesOnlyTheSourceOfTheTime() {
        put("pinned", "x");
        Instant later = head("pinned").lastModified().plusSeconds(9);

        copy("c", r -> r.copySourceIfUnmodifiedSince(later));
        refusedCopy(r -> r.copySourceIfUnmodifiedSince(Instant.EPOCH));
    }

    @Test
    void letsTheETagOfTheSourceCountMoreThanItsTime() {
        String etag = put("pinned", "x").eTag();

        copy("c", r -> r.copySourceIfMatch(etag).copySourceIfUnmodifiedSince(Instant.EPOCH));
        assertThat(get("c")).isEqualTo("x");
    }

    @Test
    void writesOnlyIfAbsent() {
        put("pinned", "new");
        copy("new", r -> r.ifNoneMatch("*"));
        assertThat(get("new")).isEqualTo("new");
        put("there", "old");

        refused(412, "PreconditionFailed", () -> copy("there", r -> r.ifNoneMatch("*")));
        assertThat(get("there")).isEqualTo("old");
    }

    @Test
    void writesOnlyOverTheDestinationOfTheETag() {
        put("pinned", "new");
        String etag = put("there", "old").eTag();

        refused(412, "PreconditionFailed", () -> copy("there", r -> r.ifMatch("\"00\"")));
        refused(404, "NoSuchKey", () -> copy("absent", r -> r.ifMatch("\"00\"")));
        copy("there", r -> r.ifMatch(etag));
        assertThat(get("there")).isEqualTo("new");
    }

    @Test
    void saysWhichSideRefused() throws Exception {
        put("pinned", "x");
        put("there", "x");

        assertThat(raw("x-amz-copy-source-if-match", "\"00\"").body())
                .contains("<Condition>x-amz-copy-source-If-Match</Condition>");
        assertThat(raw("If-Match", "\"00\"").body()).contains("<Condition>If-Match</Condition>");
        assertThat(raw("If-None-Match", "*").body())
                .contains("<Condition>If-None-Match</Condition>");
    }

    private void refusedCopy(Consumer<CopyObjectRequest.Builder> condition) {
        refused(412, "PreconditionFailed", () -> copy("c", condition));
    }

    private void copy(String to, Consumer<CopyObjectRequest.Builder> condition) {
        s3().copyObject(r ->
                condition.accept(
                        r.sourceBucket(bucket())
                                .sourceKey("pinned")
                                .destinationBucket(bucket())
                                .destinationKey(to)));
    }

    private HttpResponse<String> raw(String header, String value) throws Exception {
        return RawRequest.put(server(), uri("there"))
                .header("x-amz-copy-source", bucket() + "/pinned")
                .header(header, value)
                .send();
    }
}
