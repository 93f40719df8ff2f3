package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import software.amazon.awssdk.services.s3.model.MetadataDirective;
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

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a//b", "/slash", "a b+c%2B?versionId=x&y=\"ü😀", "./a/../b", "a/"})
    void copiesTheObjectUnderItsKey(String key) {
        String etag = put(key, "bytes of " + key);

        CopyObjectResponse copied = copy(key, key, r -> {});

        assertThat(copied.copyObjectResult().eTag()).isEqualTo(etag);
        assertThat(copied.copyObjectResult().lastModified()).isNotNull();
        assertThat(text(OTHER, key)).isEqualTo("bytes of " + key);
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
    void ignoresNewMetadataAndTagsWithoutTheDirective() {
        putDescribed("ignored");

        copy("ignored", "ignored", r -> r.metadata(Map.of("b", "2")).tagging("u=2"));

        assertThat(head("ignored").metadata()).isEqualTo(Map.of("a", "1"));
        assertThat(tag("ignored")).isEqualTo("t=1");
    }

    @Test
    void replacesWhatTheDirectivesSay() {
        putDescribed("replaced");

        copy(
                "replaced",
                "replaced",
                r ->
                        r.metadataDirective(MetadataDirective.REPLACE)
                                .metadata(Map.of("b", "2"))
                                .taggingDirective(TaggingDirective.REPLACE)
                                .tagging("u=2")
                                .storageClass(StorageClass.STANDARD_IA));

        HeadObjectResponse head = head("replaced");
        assertThat(head.metadata()).isEqualTo(Map.of("b", "2"));
        assertThat(head.contentType()).isEqualTo("binary/octet-stream");
        assertThat(head.cacheControl()).isNull();
        assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(tag("replaced")).isEqualTo("u=2");
    }

    @Test
    void refusesDirectivesItDoesNotKnow() {
        put("directive", "x");

        assertThatThrownBy(() -> copy("directive", "d", r -> r.metadataDirective("MERGE")))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
        assertThatThrownBy(() -> copy("directive", "d", r -> r.taggingDirective("MERGE")))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
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
    void copiesTheVersionNamed() {
        String one = putVersion("v", "one");
        putVersion("v", "two");

        CopyObjectResponse copied =
                fixture.s3.copyObject(r ->
                        r.sourceBucket(VERSIONED)
                                .sourceKey("v")
                                .sourceVersionId(one)
                                .destinationBucket(VERSIONED)
                                .destinationKey("v"));

        assertThat(copied.copySourceVersionId()).isEqualTo(one);
        assertThat(copied.versionId()).isNotNull().isNotEqualTo(one);
        assertThat(text(VERSIONED, "v")).isEqualTo("one");
    }

    @Test
    void refusesADeleteMarkerAsSource() {
        putVersion("gone", "x");
        String marker = fixture.s3.deleteObject(r -> r.bucket(VERSIONED).key("gone")).versionId();

        assertThatThrownBy(() -> copyVersion("gone", r -> {}))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
        assertThatThrownBy(() -> copyVersion("gone", r -> r.sourceVersionId(marker)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
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
    void copiesOnlyTheSourceThatWasMeant() {
        String etag = put("pinned", "x");

        copy("pinned", "pinned", r -> r.copySourceIfMatch(etag));
        copy("pinned", "pinned", r -> r.copySourceIfNoneMatch("\"00\""));
        copy("pinned", "pinned", r -> r.copySourceIfUnmodifiedSince(Instant.now().plusSeconds(9)));
        assertRefused("pinned", r -> r.copySourceIfMatch("\"00\""));
        assertRefused("pinned", r -> r.copySourceIfNoneMatch(etag));
        assertRefused("pinned", r -> r.copySourceIfUnmodifiedSince(Instant.EPOCH));
        assertRefused("pinned", r -> r.copySourceIfModifiedSince(Instant.now().plusSeconds(9)));
    }

    @Test
    void letsTheETagOfTheSourceCountMoreThanItsTime() {
        String etag = put("both", "x");

        copy(
                "both",
                "both",
                r -> r.copySourceIfMatch(etag).copySourceIfUnmodifiedSince(Instant.EPOCH));
    }

    @Test
    void writesOnlyOverTheDestinationThatWasMeant() {
        put("src", "new");
        copy("src", "dst", r -> r.ifNoneMatch("*"));

        assertRefused("src", r -> r.destinationKey("dst").ifNoneMatch("*"));
        assertRefused("src", r -> r.destinationKey("dst").ifMatch("\"00\""));
        copy("src", "dst", r -> r.ifMatch(head("dst").eTag()));
        assertThatThrownBy(() -> copy("src", "absent", r -> r.ifMatch("\"00\"")))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
    }

    @Test
    void saysWhichSideRefused() throws IOException, InterruptedException {
        put("side", "x");
        copy("side", "side", r -> {});

        assertThat(raw("side", "x-amz-copy-source-if-match", "\"00\"").body())
                .contains("<Condition>x-amz-copy-source-If-Match</Condition>");
        assertThat(raw("side", "If-Match", "\"00\"").body())
                .contains("<Condition>If-Match</Condition>");
        assertThat(raw("side", "If-None-Match", "*").body())
                .contains("<Condition>If-None-Match</Condition>");
    }

    @Test
    void refusesToCopyAnObjectToItselfWithoutChange() {
        put("self", "x");

        assertThatThrownBy(() -> copy("self", "self", r -> r.destinationBucket(BUCKET)))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        copy(
                "self",
                "self",
                r ->
                        r.destinationBucket(BUCKET)
                                .metadataDirective(MetadataDirective.REPLACE)
                                .metadata(Map.of("new", "yes")));
        assertThat(fixture.s3.headObject(r -> r.bucket(BUCKET).key("self")).metadata())
                .containsEntry("new", "yes");
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

    @Test
    void outlivesItsSource() {
        put("short-lived", "still here");
        copy("short-lived", "short-lived", r -> {});

        put("short-lived", "other");
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("short-lived"));

        assertThat(text(OTHER, "short-lived")).isEqualTo("still here");
    }

    private static void assertRefused(String key, Consumer<CopyObjectRequest.Builder> more) {
        assertThatThrownBy(() -> copy(key, key, more))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
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

    private static void copyVersion(String key, Consumer<CopyObjectRequest.Builder> more) {
        copy(key, key, r -> more.accept(r.sourceBucket(VERSIONED)));
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

    private static String putVersion(String key, String text) {
        return fixture.s3
                .putObject(r -> r.bucket(VERSIONED).key(key), RequestBody.fromString(text))
                .versionId();
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(r -> r.bucket(OTHER).key(key));
    }

    private static String tag(String key) {
        var tag = fixture.s3.getObjectTagging(r -> r.bucket(OTHER).key(key)).tagSet().getFirst();
        return tag.key() + "=" + tag.value();
    }

    private static String text(String bucket, String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }
}
