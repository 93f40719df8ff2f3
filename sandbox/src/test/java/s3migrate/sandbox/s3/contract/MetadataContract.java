package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Content headers and user metadata.
abstract class MetadataContract extends S3Contract {

    @Test
    void keepsContentHeaders() {
        s3().putObject(
                        r ->
                                r.bucket(bucket())
                                        .key("described")
                                        .contentEncoding("gzip")
                                        .contentLanguage("de")
                                        .contentDisposition("attachment; filename=\"a b\"")
                                        .cacheControl("max-age=60, private"),
                        RequestBody.fromString("body"));

        HeadObjectResponse head = head("described");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b\"");
        assertThat(head.cacheControl()).isEqualTo("max-age=60, private");
        assertThat(head.contentLength()).isEqualTo(4);
    }

    @Test
    void keepsTheContentTypeToTheLetter() {
        String type = "text/plain; charset=\"odd\";x=Y";
        s3().putObject(
                        r -> r.bucket(bucket()).key("typed").contentType(type),
                        RequestBody.fromString("body"));

        assertThat(head("typed").contentType()).isEqualTo(type);
    }

    @Test
    void saysBinaryWhereNoTypeWasGiven() throws Exception {
        assertThat(RawRequest.put(server(), uri("untyped")).body("x").send().statusCode())
                .isEqualTo(200);

        assertThat(head("untyped").contentType()).isEqualTo("binary/octet-stream");
    }

    @Test
    void keepsTheWebsiteRedirect() {
        s3().putObject(
                        r -> r.bucket(bucket()).key("moved").websiteRedirectLocation("/elsewhere"),
                        RequestBody.fromString("body"));

        assertThat(head("moved").websiteRedirectLocation()).isEqualTo("/elsewhere");
    }

    @Test
    void keepsMetadataUnderNamesInLowerCase() {
        s3().putObject(
                        r ->
                                r.bucket(bucket())
                                        .key("described")
                                        .metadata(
                                                Map.of(
                                                        "Mixed-Case",
                                                        "v  1",
                                                        "encoded",
                                                        "=?UTF-8?B?w6k=?=")),
                        RequestBody.fromString("body"));

        assertThat(head("described").metadata())
                .containsOnly(
                        Map.entry("mixed-case", "v  1"), Map.entry("encoded", "=?UTF-8?B?w6k=?="));
    }

    @Test
    void forgetsTheMetadataOfWhatWasOverwritten() {
        s3().putObject(
                        r ->
                                r.bucket(bucket())
                                        .key("over")
                                        .metadata(Map.of("a", "b"))
                                        .tagging("t=1"),
                        RequestBody.fromString("one"));
        put("over", "two");

        HeadObjectResponse head = head("over");
        assertThat(head.metadata()).isEmpty();
        assertThat(head.tagCount()).isNull();
    }

    @Test
    void refusesMoreThanTwoKilobytesOfMetadata() {
        refused(
                400,
                "MetadataTooLarge",
                () ->
                        s3().putObject(
                                        r ->
                                                r.bucket(bucket())
                                                        .key("heavy")
                                                        .metadata(Map.of("k", "v".repeat(2048))),
                                        RequestBody.fromString("x")));
        assertThat(find("heavy")).isEmpty();
    }
}
