package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

class CopyObjectIT {
    private static final String OTHER = "other-bucket";
    private static final String VERSIONED = "copied-versions";

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
        fixture.s3.createBucket(r -> r.bucket(OTHER));
        fixture.s3.createBucket(r -> r.bucket(VERSIONED));
        fixture.s3.putBucketVersioning(r ->
                r.bucket(VERSIONED)
                        .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void allowEverything() {
        fixture.server.allowAll();
        fixture.server.faults().clear();
    }

    @Test
    void keepsMetadataHeadersAndTagsButNotTheClassOrRedirect() {
        putDescribed("described");

        copy("described", "described", r -> {});

        HeadObjectResponse head = head("described");
        assertThat(head.metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(head.tagCount()).isEqualTo(1);
        assertThat(head.storageClass()).isNull();
        assertThat(head.websiteRedirectLocation()).isNull();
    }

    @Test
    void makesOnePieceOfAMultipartSource() {
        var source =
                Multipart.of(
                                fixture.s3,
                                BUCKET,
                                "in-parts",
                                r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32))
                        .parts("first", "second")
                        .complete(r -> {});

        CopyObjectResponse copied = copy("in-parts", "in-parts", r -> {});

        assertThat(source.eTag()).endsWith("-2\"");
        assertThat(source.checksumCRC32()).endsWith("-2");
        assertThat(copied.copyObjectResult().eTag())
                .isEqualTo(put("as-one-piece", "firstsecond"))
                .doesNotContain("-");
        assertThat(copied.copyObjectResult().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
        assertThat(copied.copyObjectResult().checksumCRC32()).isNotNull().doesNotContain("-");
        assertThat(text(OTHER, "in-parts")).isEqualTo("firstsecond");
    }

    @Test
    void keepsTheChecksumAlgorithmOrTakesTheOneAskedFor() {
        var put =
                fixture.s3.putObject(
                        r ->
                                r.bucket(BUCKET)
                                        .key("summed")
                                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromString("x"));

        assertThat(copy("summed", "kept", r -> {}).copyObjectResult().checksumSHA256())
                .isEqualTo(put.checksumSHA256());
        var asked = copy("summed", "asked", r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C));
        assertThat(asked.copyObjectResult().checksumCRC32C())
                .isEqualTo(
                        fixture.s3
                                .headObject(r ->
                                        r.bucket(OTHER)
                                                .key("asked")
                                                .checksumMode(ChecksumMode.ENABLED))
                                .checksumCRC32C())
                .isNotNull();
        assertThat(asked.copyObjectResult().checksumSHA256()).isNull();
    }

    @Test
    void refusesASourceThatIsAbsentOrNotNamed() throws IOException, InterruptedException {
        assertThatThrownBy(() -> copy("nothing", "x", r -> {}))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
        assertThatThrownBy(() -> copy("nothing", "x", r -> r.sourceBucket("no-bucket")))
                .satisfies(e -> assertError(e, 404, "NoSuchBucket"));
        assertThat(raw("x", "x-amz-copy-source", "bucket-alone").body())
                .contains("<Code>InvalidArgument</Code>", "Copy Source must mention");
    }

    @Test
    void takesAPlusInTheSourceForASpace() throws IOException, InterruptedException {
        put("with space", "x");

        var answer = raw("plus", "x-amz-copy-source", "/" + BUCKET + "/with+space");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void needsWhatAReadOfTheSourceNeeds() {
        putDescribed("denied");

        fixture.server.deny("s3:GetObject", BUCKET + "/denied");
        assertThatThrownBy(() -> copy("denied", "d", r -> {}))
                .satisfies(e -> assertError(e, 403, "AccessDenied"))
                .hasMessageContaining("s3:GetObject")
                .hasMessageContaining(BUCKET + "/denied");
        fixture.server.allowAll();
        fixture.server.deny("s3:GetObjectTagging", "*");
        assertThatThrownBy(() -> copy("denied", "d", r -> {}))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        copy("denied", "d", r -> r.taggingDirective(TaggingDirective.REPLACE));
    }

    @Test
    void needsWhatAWriteOfTheDestinationNeeds() {
        putDescribed("unwritable");

        fixture.server.deny("s3:PutObjectTagging", OTHER + "/*");
        assertThatThrownBy(() -> copy("unwritable", "d", r -> {}))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        fixture.server.deny("s3:PutObject", OTHER + "/*");
        assertThatThrownBy(() -> copy("unwritable", "d", r -> {}))
                .satisfies(e -> assertError(e, 403, "AccessDenied"))
                .hasMessageContaining("s3:PutObject ");
    }

    @Test
    void refusesAnArchivedSource() {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key("archived").storageClass(StorageClass.DEEP_ARCHIVE),
                RequestBody.fromString("x"));

        assertThatThrownBy(() -> copy("archived", "archived", r -> {}))
                .satisfies(e -> assertError(e, 403, "InvalidObjectState"));
    }

    @Test
    void answersAnErrorInsideASuccess() {
        put("late", "x");
        fixture.server
                .faults()
                .plan(
                        FaultPlan.onNth(
                                "CopyObject",
                                1,
                                new Fault.ErrorInside200("InternalError", "Try again.")));

        assertThatThrownBy(() -> copy("late", "late", r -> {}))
                .satisfies(e -> assertError(e, 200, "InternalError"));
        assertThat(fixture.server.log().count("CopyObject")).isPositive();
    }

    private static CopyObjectResponse copy(
            String from, String to, Consumer<CopyObjectRequest.Builder> more) {
        return fixture.s3.copyObject(r ->
                more.accept(
                        r.sourceBucket(BUCKET)
                                .sourceKey(from)
                                .destinationBucket(OTHER)
                                .destinationKey(to)));
    }

    /// Copies `key` of the source bucket, unless the header names another source.
    private static HttpResponse<String> raw(String key, String header, String value)
            throws IOException, InterruptedException {
        URI uri = URI.create(fixture.server.https() + "/" + OTHER + "/" + key);
        return RawRequest.put(fixture, uri)
                .header("x-amz-copy-source", BUCKET + "/" + key)
                .header(header, value)
                .send();
    }

    private static String put(String key, String text) {
        return put(r -> r.bucket(BUCKET).key(key), text);
    }

    private static String put(Consumer<PutObjectRequest.Builder> request, String text) {
        return fixture.s3.putObject(request, RequestBody.fromString(text)).eTag();
    }

    private static void putDescribed(String key) {
        put(
                r ->
                        r.bucket(BUCKET)
                                .key(key)
                                .metadata(Map.of("a", "1"))
                                .contentType("text/plain")
                                .cacheControl("no-store")
                                .websiteRedirectLocation("/there")
                                .storageClass(StorageClass.STANDARD_IA)
                                .tagging("t=1"),
                "described");
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(r -> r.bucket(OTHER).key(key));
    }

    private static String text(String bucket, String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }
}
