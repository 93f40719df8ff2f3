package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;
import static s3migrate.store.s3.ScriptedStore.PINNED;
import static s3migrate.store.s3.ScriptedStore.PLAIN;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.price.Priced;
import s3migrate.price.RecordedMeter;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The SDK goes on from an attempt that was made without it as from one of its own: no request
/// more, and none less.
final class DirectAttemptsTest {

    private static final Map<String, String> OBJECT =
            Map.of(
                    "ETag", "\"0123\"",
                    "Content-Length", "10",
                    "Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT");

    private static final String REDIRECT =
            "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>";

    /// Answers the first requests of a store, which the SDK makes.
    private final ScriptedHttp http =
            new ScriptedHttp().answer(200, OBJECT, "0123456789").answer(200, OBJECT, "");

    private final MemoryBody body = MemoryBody.of("0123456789".getBytes(US_ASCII));

    @Test
    void aSuccessIsOneRequest() {
        http.answer(200, OBJECT, "0123456789");
        var store = acquainted(access(false));
        assertThat(put(store, body)).isInstanceOf(WriteAnswer.Written.class);
        assertSent(1);
        assertThat(http.sent("amz-sdk-request")).isEmpty();
    }

    @Test
    void aRefusedWriteIsSentOnce() {
        http.refuse(412, "PreconditionFailed", "One of them did not hold");
        var store = acquainted(access(false));
        assertThat(put(store, body)).isEqualTo(new WriteAnswer.Refused("PreconditionFailed"));
        assertSent(1);
        assertThat(body.opens()).isEqualTo(1);
    }

    @Test
    void whatS3SaysOfAnErrorIsKept() {
        http.refuse(403, "AccessDenied", "not yours");
        var store = acquainted(access(false));
        assertThatThrownBy(() -> store.open(PINNED, Optional.empty()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage("get s3://bucket/key: not yours (AccessDenied, HTTP 403, request R1)");
    }

    @Test
    void anAbsentObjectIsAskedForOnce() {
        http.refuse(404, "NoSuchKey", "none");
        var store = acquainted(access(false));
        assertThat(store.open(KEY)).isEmpty();
        assertSent(1);
    }

    @Test
    void itCountsAsTheFirstOfASourcesTwoAttempts() {
        http.refuse(503, "SlowDown", "slower");
        var store = acquainted(access(false));
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(StoreException.Transient.class);
        assertSent(2);
    }

    @Test
    void aBrokenConnectionIsTriedAgainWithTheBytesReadAnew() {
        http.reset().answer(200, OBJECT, "");
        var store = acquainted(access(false));
        assertThat(put(store, body)).isInstanceOf(WriteAnswer.Written.class);
        assertSent(2);
        assertThat(body.opens()).isEqualTo(2);
        assertThat(http.sentBody()).contains("0123456789");
    }

    @Test
    void aBrokenSourceIsReadAnew() {
        http.answer(200, OBJECT, "");
        var store = acquainted(access(false));
        var broken = body.breaking(1, 3);
        assertThat(put(store, broken)).isInstanceOf(WriteAnswer.Written.class);
        assertThat(broken.opens()).isEqualTo(2);
        assertThat(http.sentBody()).contains("0123456789");
    }

    @Test
    void aSourceThatChangedEndsTheWriteAtOnce() {
        http.answer(200, OBJECT, "");
        var store = acquainted(access(false));
        var changed =
                new Body() {
                    @Override
                    public long length() {
                        return 10;
                    }

                    @Override
                    public InputStream open() {
                        throw new SourceChangedException(PINNED);
                    }
                };
        assertThatThrownBy(() -> put(store, changed)).isInstanceOf(SourceChangedException.class);
    }

    /// Their successes earn what its repeats have cost.
    @Test
    void afterACallThatFailedTheNextOnesAreTheSdks() {
        http.reset().reset().answer(200, OBJECT, "0123456789");
        var store = acquainted(access(false));
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(StoreException.Transient.class);
        assertSent(2);
        for (int call = 1; call <= 31; call++) {
            store.open(KEY).orElseThrow().close();
            assertThat(http.sent("amz-sdk-request").isPresent()).isEqualTo(call <= 30);
        }
        assertSent(33);
    }

    @Test
    void eachObjectIsPricedOnceHoweverItsRequestEnds() {
        http.answer(200, OBJECT, "").refuse(503, "SlowDown", "slower").answer(200, OBJECT, "");
        var meter = new RecordedMeter();
        var connections = S3Connections.forInFlight(1).countedBy(meter);
        var terms = S3Terms.of(StoreProfile.AWS);
        try (var store =
                S3Stores.over(
                        http, access(false), Side.SOURCE, connections, terms, Optional.empty())) {
            acquaint(store);
            put(store, body);
            put(store, body);
        }
        assertThat(meter.units()).isEqualTo(Map.of(Priced.S3_READ, 1.0, Priced.S3_WRITE, 3.0));
    }

    @Test
    void aBucketElsewhereIsAskedThereFromThenOn() {
        http.answer(301, Map.of("x-amz-bucket-region", "eu-west-1"), REDIRECT)
                .answer(200, OBJECT, "");
        var store = acquainted(access(true));
        for (int i = 0; i < 2; i++) {
            assertThat(put(store, body)).isInstanceOf(WriteAnswer.Written.class);
        }
        assertSent(3);
        assertThat(http.sent("amz-sdk-request")).isEmpty();
        assertThat(http.sent("Authorization").orElseThrow()).contains("/eu-west-1/s3/");
        assertThat(http.requests().getLast().getUri().getHost())
                .isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
    }

    /// The SDK has made the first request of each kind.
    private S3ObjectStore acquainted(S3Access access) {
        var store = ScriptedStore.over(http, access);
        acquaint(store);
        return store;
    }

    private static void acquaint(S3ObjectStore store) {
        store.open(KEY).orElseThrow().close();
        put(store, MemoryBody.of(new byte[10]));
    }

    private static S3Access access(boolean anyRegion) {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")),
                Region.EU_CENTRAL_1,
                Optional.empty(),
                anyRegion);
    }

    private void assertSent(int requests) {
        assertThat(http.requests()).hasSize(2 + requests);
    }

    private static WriteAnswer put(S3ObjectStore store, Body bytes) {
        return store.put(KEY, PLAIN, bytes, Optional.empty(), new Expectation.Absent());
    }
}
