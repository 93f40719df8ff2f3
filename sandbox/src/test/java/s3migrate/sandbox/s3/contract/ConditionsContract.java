package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// PUT and DELETE under conditions.
abstract class ConditionsContract extends S3Contract {

    @Test
    void writesOnlyIfAbsent() {
        put("there", "x");

        refused(412, "PreconditionFailed", () -> putIfAbsent("there"));
        assertThat(get("there")).isEqualTo("x");
        putIfAbsent("new");
        assertThat(get("new")).isEqualTo("new");
    }

    @Test
    void seesThroughDeleteMarkers() {
        setVersioning(BucketVersioningStatus.ENABLED);
        put("key", "x");
        delete("key");

        putIfAbsent("key");
        assertThat(get("key")).isEqualTo("new");
    }

    @Test
    void writesOnlyOverTheObjectOfTheETag() {
        String etag = put("matched", "x").eTag();

        refused(412, "PreconditionFailed", () -> putIfMatch("matched", "\"00\""));
        assertThat(get("matched")).isEqualTo("x");
        putIfMatch("matched", etag);
        assertThat(get("matched")).isEqualTo("new");
    }

    @Test
    void findsNoObjectOfTheETagWhereThereIsNone() {
        refused(404, "NoSuchKey", () -> putIfMatch("nothing", "\"00\""));
        assertThat(find("nothing")).isEmpty();
    }

    @Test
    void offersNoMoreConditionsThanS3() {
        refused(501, "NotImplemented", () -> putIfMatch("any", "*"));
        refused(
                501,
                "NotImplemented",
                () ->
                        s3().putObject(
                                        r ->
                                                r.bucket(bucket())
                                                        .key("any")
                                                        .ifMatch("a")
                                                        .ifNoneMatch("*"),
                                        RequestBody.empty()));
    }

    @Test
    void deletesOnlyTheObjectOfTheETag() {
        String etag = put("doomed", "x").eTag();

        refused(412, "PreconditionFailed", () -> deleteIfMatch("doomed", "\"00\""));
        assertThat(find("doomed")).isPresent();
        deleteIfMatch("doomed", etag);
        assertThat(find("doomed")).isEmpty();
    }

    @Test
    void namesTheConditionThatFailed() throws Exception {
        put("named", "x");

        HttpResponse<String> answer =
                RawRequest.put(server(), uri("named"))
                        .header("If-None-Match", "*")
                        .body("x")
                        .send();

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.body())
                .contains(
                        "<Code>PreconditionFailed</Code>",
                        "<Condition>If-None-Match</Condition>",
                        "<RequestId>");
    }

    @Test
    void letsOneOfManyRacersWin() throws Exception {
        for (int round = 0; round < 5; round++) {
            assertThat(winners("race" + UUID.randomUUID())).isEqualTo(1);
        }
    }

    /// How many of 32 wrote the key, each if it was absent.
    private long winners(String key) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> racers =
                    IntStream.range(0, 32)
                            .<Callable<Boolean>>mapToObj(_ -> () -> wins(key))
                            .toList();
            long winners = 0;
            for (var racer : threads.invokeAll(racers)) {
                winners += racer.get() ? 1 : 0;
            }
            return winners;
        }
    }

    private boolean wins(String key) {
        try {
            putIfAbsent(key);
            return true;
        } catch (S3Exception lost) {
            assertError(lost, 412, "PreconditionFailed");
            return false;
        }
    }

    private void putIfAbsent(String key) {
        s3().putObject(
                        r -> r.bucket(bucket()).key(key).ifNoneMatch("*"),
                        RequestBody.fromString("new"));
    }

    private void putIfMatch(String key, String etag) {
        s3().putObject(
                        r -> r.bucket(bucket()).key(key).ifMatch(etag),
                        RequestBody.fromString("new"));
    }

    private void deleteIfMatch(String key, String etag) {
        s3().deleteObject(r -> r.bucket(bucket()).key(key).ifMatch(etag));
    }
}
