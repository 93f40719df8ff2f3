package s3migrate.sandbox.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

class ObjectsIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_001})
    void givesBackTheBytesItGot(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var put =
                fixture.s3.putObject(
                        r -> r.bucket(BUCKET).key("bytes"), RequestBody.fromBytes(bytes));

        var got = fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("bytes"));

        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().eTag()).isEqualTo(put.eTag());
        assertThat(got.response().contentLength()).isEqualTo(size);
    }

    @Test
    void keepsHeadersMetadataAndTags() {
        fixture.s3.putObject(
                r ->
                        r.bucket(BUCKET)
                                .key("described")
                                .contentType("text/plain; charset=\"odd\";x=Y")
                                .contentEncoding("gzip")
                                .contentLanguage("de")
                                .contentDisposition("attachment; filename=\"a b\"")
                                .cacheControl("max-age=60, private")
                                .websiteRedirectLocation("/elsewhere")
                                .metadata(
                                        Map.of("Mixed-Case", "v  1", "encoded", "=?UTF-8?B?w6k=?="))
                                .tagging("x%20y%2B=1&z="),
                RequestBody.fromString("body"));

        HeadObjectResponse head = fixture.s3.headObject(r -> r.bucket(BUCKET).key("described"));
        assertThat(head.contentType()).isEqualTo("text/plain; charset=\"odd\";x=Y");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b\"");
        assertThat(head.cacheControl()).isEqualTo("max-age=60, private");
        assertThat(head.websiteRedirectLocation()).isEqualTo("/elsewhere");
        assertThat(head.metadata())
                .containsOnly(
                        Map.entry("mixed-case", "v  1"), Map.entry("encoded", "=?UTF-8?B?w6k=?="));
        assertThat(head.contentLength()).isEqualTo(4);
        assertThat(head.tagCount()).isEqualTo(2);
        assertThat(fixture.s3.getObjectTagging(r -> r.bucket(BUCKET).key("described")).tagSet())
                .containsExactly(
                        Tag.builder().key("x y+").value("1").build(),
                        Tag.builder().key("z").value("").build());
    }

    @Test
    void saysBinaryWhereNoTypeWasGiven() throws IOException {
        fixture.server.put(BUCKET, "untyped", new byte[1]);

        assertThat(fixture.s3.headObject(r -> r.bucket(BUCKET).key("untyped")).contentType())
                .isEqualTo("binary/octet-stream");
    }

    @Test
    void replacesTagsAlone() {
        put("retagged", "body");
        fixture.s3.putObjectTagging(r ->
                r.bucket(BUCKET)
                        .key("retagged")
                        .tagging(t -> t.tagSet(Tag.builder().key("é<").value("&").build())));

        assertThat(fixture.s3.getObjectTagging(r -> r.bucket(BUCKET).key("retagged")).tagSet())
                .containsExactly(Tag.builder().key("é<").value("&").build());
        assertThat(get("retagged")).isEqualTo("body");
    }

    @Test
    void sendsRanges() {
        put("ranged", "0123456789");

        assertRange("bytes=2-4", "234", "bytes 2-4/10");
        assertRange("bytes=7-", "789", "bytes 7-9/10");
        assertRange("bytes=-3", "789", "bytes 7-9/10");
        assertRange("bytes=-99", "0123456789", "bytes 0-9/10");
        assertRange("bytes=8-99", "89", "bytes 8-9/10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void refusesRangesOutsideTheObject(String range) {
        put("ten", "0123456789");

        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("ten").range(range)))
                .satisfies(e -> assertError(e, 416, "InvalidRange"));
    }

    @Test
    void hasNoRangeOfAnEmptyObject() {
        put("empty", "");

        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(
                                r -> r.bucket(BUCKET).key("empty").range("bytes=0-0")))
                .satisfies(e -> assertError(e, 416, "InvalidRange"));
    }

    @Test
    void showsTheChecksumOfTheWholeOnlyWhenAskedAndOnlyWithTheWhole() throws IOException {
        fixture.server.put(BUCKET, "summed", "123456789".getBytes(UTF_8));

        assertThat(head("summed").checksumCRC64NVME()).isNull();
        HeadObjectResponse asked =
                fixture.s3.headObject(
                        r -> r.bucket(BUCKET).key("summed").checksumMode(ChecksumMode.ENABLED));
        assertThat(asked.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
        assertThat(asked.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
        assertThat(ranged("summed", "bytes=0-7").checksumTypeAsString()).isNull();
        assertThat(ranged("summed", "bytes=0-8").checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    @Test
    void readsOnlyUnderTheConditionGiven() {
        put("conditional", "one");
        String etag = head("conditional").eTag();

        assertThat(
                        fixture.s3
                                .getObjectAsBytes(
                                        r -> r.bucket(BUCKET).key("conditional").ifMatch(etag))
                                .asUtf8String())
                .isEqualTo("one");
        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(
                                r -> r.bucket(BUCKET).key("conditional").ifMatch("\"other\"")))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(
                                r -> r.bucket(BUCKET).key("conditional").ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }

    @Test
    void saysNoSuchKeyWithTheKey() {
        assertThatThrownBy(() -> get("absent"))
                .isInstanceOf(NoSuchKeyException.class)
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key("absent"));
    }

    @Test
    void keepsAndShowsTheStorageClassAndDoesNotReadArchives() {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key("cold").storageClass(StorageClass.DEEP_ARCHIVE),
                RequestBody.fromString("x"));

        assertThat(head("cold").storageClass()).isEqualTo(StorageClass.DEEP_ARCHIVE);
        assertThat(
                        fixture.s3
                                .listObjectsV2(r -> r.bucket(BUCKET).prefix("cold"))
                                .contents()
                                .getFirst()
                                .storageClassAsString())
                .isEqualTo("DEEP_ARCHIVE");
        assertThatThrownBy(() -> get("cold"))
                .satisfies(e -> assertError(e, 403, "InvalidObjectState"));
    }

    @Test
    void refusesMoreThanTwoKilobytesOfMetadata() {
        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r ->
                                        r.bucket(BUCKET)
                                                .key("heavy")
                                                .metadata(Map.of("k", "v".repeat(2048))),
                                RequestBody.fromString("x")))
                .satisfies(e -> assertError(e, 400, "MetadataTooLarge"));
        assertThat(fixture.server.object(BUCKET, "heavy")).isEmpty();
    }

    @Test
    void namesTheBucketsOfTheServer() {
        assertThat(fixture.s3.listBuckets().buckets()).extracting(b -> b.name()).contains(BUCKET);
        assertThat(fixture.s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
                .isEqualTo("eu-central-1");
        assertThatThrownBy(() -> fixture.s3.listObjectsV2(r -> r.bucket("no-such-bucket")))
                .satisfies(e -> assertError(e, 404, "NoSuchBucket"));
    }

    @Test
    void deletesManyKeysAtOnce() {
        put("many/1", "x");
        put("many/2", "x");

        var result =
                fixture.s3.deleteObjects(r ->
                        r.bucket(BUCKET)
                                .delete(d ->
                                        d.objects(
                                                List.of(
                                                        identifier("many/1").build(),
                                                        identifier("many/2")
                                                                .eTag("\"other\"")
                                                                .build()))));

        assertThat(result.deleted()).extracting(d -> d.key()).containsExactly("many/1");
        assertThat(result.errors()).extracting(e -> e.code()).containsExactly("PreconditionFailed");
    }

    private static ObjectIdentifier.Builder identifier(String key) {
        return ObjectIdentifier.builder().key(key);
    }

    static void assertError(Throwable thrown, int status, String code) {
        assertThat(thrown).isInstanceOf(S3Exception.class);
        S3Exception error = (S3Exception) thrown;
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    /// Of an answer to HEAD, which has no body to say more.
    static void assertStatus(Throwable thrown, int status) {
        assertThat(thrown).isInstanceOf(S3Exception.class);
        assertThat(((S3Exception) thrown).statusCode()).isEqualTo(status);
    }

    private static void assertRange(String range, String expected, String contentRange) {
        var got = fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("ranged").range(range));
        assertThat(got.asUtf8String()).isEqualTo(expected);
        assertThat(got.response().contentRange()).isEqualTo(contentRange);
    }

    private static GetObjectResponse ranged(String key, String range) {
        return fixture.s3
                .getObjectAsBytes(r ->
                        r.bucket(BUCKET).key(key).range(range).checksumMode(ChecksumMode.ENABLED))
                .response();
    }

    private static HeadObjectResponse head(String key) {
        return fixture.s3.headObject(r -> r.bucket(BUCKET).key(key));
    }

    private static void put(String key, String text) {
        fixture.s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static String get(String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }
}
