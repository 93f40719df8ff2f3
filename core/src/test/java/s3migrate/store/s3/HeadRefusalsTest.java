package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;

import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.store.StoreException;

/// HEAD has no body to say why: GET is asked.
final class HeadRefusalsTest {

    private final ScriptedHttp http = new ScriptedHttp();

    @Test
    void asksWithGetWhyHeadWasRefused() {
        http.answer(403, Map.of(), "").refuse(403, "InvalidAccessKeyId", "unknown");
        assertThatThrownBy(() -> store().find(KEY))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage(
                        "head s3://bucket/key: unknown (InvalidAccessKeyId, HTTP 403,"
                                + " request R1)");
        assertThat(http.sent("Range")).hasValue("bytes=0-0");
    }

    @Test
    void goesByTheStatusWhereGetDoesNotKnowEither() {
        http.answer(403, Map.of(), "").answer(200, Map.of(), "").answer(403, Map.of(), "");
        assertThatThrownBy(() -> store().find(KEY))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage(
                        "head s3://bucket/key: no reason given (AccessDenied, HTTP 403,"
                                + " request without id)");
    }

    @Test
    void asksAgainWhereWhatItWasRefusedForHasPassed() {
        http.answer(400, Map.of(), "").answer(206, Map.of(), "a").answer(404, Map.of(), "");
        assertThat(store().find(KEY)).isEmpty();
        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void asksAgainAlsoForAnEmptyObject() {
        http.answer(400, Map.of(), "")
                .refuse(416, "InvalidRange", "no such range")
                .answer(404, Map.of(), "");
        assertThat(store().find(KEY)).isEmpty();
        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void asksOnceWhetherABucketIsThere() {
        http.answer(404, Map.of(), "").refuse(404, "NoSuchKey", "no").answer(404, Map.of(), "");
        var store = store();
        assertThat(store.find(KEY)).isEmpty();
        assertThat(http.requests()).hasSize(2);
        assertThat(store.find(KEY)).isEmpty();
        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void takesAMissingBucketForNoMissingObject() {
        http.answer(404, Map.of(), "").refuse(404, "NoSuchBucket", "no bucket");
        assertThatThrownBy(() -> store().find(KEY))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage("head s3://bucket/key: no bucket (NoSuchBucket, HTTP 404, request R1)");
    }

    private S3ObjectStore store() {
        return ScriptedStore.over(http);
    }
}
