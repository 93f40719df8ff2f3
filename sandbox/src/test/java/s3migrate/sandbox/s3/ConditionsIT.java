package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.Versioning;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ConditionsIT {
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

    @Test
    void writesOnlyIfAbsent() throws IOException {
        fixture.server.put(BUCKET, "there", new byte[1]);

        assertThatThrownBy(() -> putIfAbsent("there"))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
        putIfAbsent("new");
    }

    @Test
    void seesThroughDeleteMarkers() throws IOException {
        fixture.server.createBucket("versioned-conditions");
        fixture.server.setVersioning("versioned-conditions", Versioning.ENABLED);
        fixture.server.put("versioned-conditions", "key", new byte[1]);
        fixture.server.delete("versioned-conditions", "key");

        fixture.s3.putObject(
                r -> r.bucket("versioned-conditions").key("key").ifNoneMatch("*"),
                RequestBody.fromString("again"));
    }

    @Test
    void writesOnlyOverTheObjectOfTheETag() throws IOException {
        String etag = fixture.server.put(BUCKET, "matched", new byte[1]).etag();

        assertThatThrownBy(() -> putIfMatch("matched", "\"00\""))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
        putIfMatch("matched", '"' + etag + '"');
        assertThatThrownBy(() -> putIfMatch("nothing", etag))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
    }

    @Test
    void offersNoMoreConditionsThanS3() {
        assertThatThrownBy(() -> putIfMatch("any", "*"))
                .satisfies(e -> assertError(e, 501, "NotImplemented"));
        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r -> r.bucket(BUCKET).key("any").ifMatch("a").ifNoneMatch("*"),
                                RequestBody.empty()))
                .satisfies(e -> assertError(e, 501, "NotImplemented"));
    }

    @Test
    void deletesOnlyTheObjectOfTheETag() throws IOException {
        String etag = fixture.server.put(BUCKET, "doomed", new byte[1]).etag();

        assertThatThrownBy(() -> deleteIfMatch("doomed", "\"00\""))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));
        deleteIfMatch("doomed", '"' + etag + '"');
        assertThatThrownBy(() -> deleteIfMatch("doomed", etag))
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
    }

    @Test
    void completesOnlyIfTheKeyWasLeftAlone() throws IOException {
        String written = upload("racy");
        fixture.server.put(BUCKET, "racy", new byte[1]);
        assertThatThrownBy(() -> completeIfAbsent("racy", written))
                .satisfies(e -> assertError(e, 412, "PreconditionFailed"));

        fixture.server.delete(BUCKET, "racy");
        assertThatThrownBy(() -> completeIfAbsent("racy", written))
                .satisfies(e -> assertError(e, 409, "ConditionalRequestConflict"));

        completeIfAbsent("racy", upload("racy"));
    }

    @Test
    void conflictsOnCompleteAfterARewriteOfEqualBytes() throws IOException {
        String etag = fixture.server.put(BUCKET, "same", new byte[1]).etag();
        String upload = upload("same");
        fixture.server.put(BUCKET, "same", new byte[1]);

        assertThatThrownBy(() ->
                        fixture.s3.completeMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("same")
                                        .uploadId(upload)
                                        .ifMatch(etag)
                                        .multipartUpload(m -> m.parts(part(upload, "same")))))
                .satisfies(e -> assertError(e, 409, "ConditionalRequestConflict"));
        assertThat(fixture.server.openUploads(BUCKET)).extracting(u -> u.id()).contains(upload);
    }

    @Test
    void namesTheConditionThatFailed() throws IOException, InterruptedException {
        fixture.server.put(BUCKET, "named", new byte[1]);
        URI uri = URI.create(fixture.server.https() + "/" + BUCKET + "/named");

        HttpResponse<String> answer =
                RawRequest.put(fixture, uri).header("If-None-Match", "*").body("x").send();

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.body())
                .contains(
                        "<Code>PreconditionFailed</Code>",
                        "<Condition>If-None-Match</Condition>",
                        "<RequestId>");
    }

    @Test
    void letsOneOfManyRacersWin() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                String key = "race" + round;
                List<Callable<Boolean>> racers =
                        IntStream.range(0, 32)
                                .<Callable<Boolean>>mapToObj(_ -> () -> wins(key))
                                .toList();
                long winners = 0;
                for (var racer : threads.invokeAll(racers)) {
                    winners += racer.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    private static boolean wins(String key) {
        try {
            putIfAbsent(key);
            return true;
        } catch (S3Exception lost) {
            assertError(lost, 412, "PreconditionFailed");
            return false;
        }
    }

    private static void putIfAbsent(String key) {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("new"));
    }

    private static void putIfMatch(String key, String etag) {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key(key).ifMatch(etag), RequestBody.fromString("new"));
    }

    private static void deleteIfMatch(String key, String etag) {
        fixture.s3.deleteObject(r -> r.bucket(BUCKET).key(key).ifMatch(etag));
    }

    private static String upload(String key) {
        return fixture.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    }

    private static void completeIfAbsent(String key, String upload) {
        CompletedPart part = part(upload, key);
        fixture.s3.completeMultipartUpload(r ->
                r.bucket(BUCKET)
                        .key(key)
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part)));
    }

    private static CompletedPart part(String upload, String key) {
        var part =
                fixture.s3.uploadPart(
                        r -> r.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
                        RequestBody.fromString("part"));
        return CompletedPart.builder()
                .partNumber(1)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }
}
