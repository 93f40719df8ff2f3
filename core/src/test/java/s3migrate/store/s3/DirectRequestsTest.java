package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.store.s3.ScriptedStore.PLAIN;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.PinnedObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.memory.MemoryBody;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/// What goes out without the SDK's pipeline is what goes out through it: every request is made
/// twice, and the SDK makes the first one of a bucket.
final class DirectRequestsTest {

    private static final Checksum CRC =
            Checksum.ofWhole(ChecksumAlgorithm.CRC64NVME, "AAAAAAAAAAA=");

    private final ScriptedHttp http =
            new ScriptedHttp()
                    .answer(
                            200,
                            Map.of(
                                    "ETag", "\"0123\"",
                                    "Content-Length", "10",
                                    "Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT"),
                            "0123456789");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/plain/key.txt",
                "/a",
                "a//b",
                "./a",
                "a/../b",
                "a/",
                ".",
                "a+b c&d=e%2Ff",
                "ü/€/😀",
                "a\u0001b\u007f",
                "*'()~!$;,:@"
            })
    void whateverTheKey(String name) {
        var key = new ObjectLocation("bucket", name);
        Supplier<S3ObjectStore> store = () -> ScriptedStore.over(http);
        twice(store, one -> one.open(key).orElseThrow().close());
        twice(store, one -> put(one, key, PLAIN, Optional.of(CRC), new Expectation.Absent()));
    }

    @Test
    void aPinnedVersionAndARangeOfIt() {
        var pinned =
                new PinnedObject(ScriptedStore.KEY, new ETag("0123"), Optional.of("v+7/="), 10);
        Supplier<S3ObjectStore> store = () -> ScriptedStore.over(http);
        twice(store, one -> one.open(pinned, Optional.empty()).close());
        twice(store, one -> one.open(pinned, Optional.of(new ByteRange(20, 10))).close());
    }

    @Test
    void aBodyWithItsChecksumBehindIt() {
        Supplier<S3ObjectStore> store = () -> ScriptedStore.over(http);
        twice(
                store,
                one ->
                        put(
                                one,
                                ScriptedStore.KEY,
                                PLAIN,
                                Optional.empty(),
                                new Expectation.Present(new ETag("abc"))));
        assertThat(http.sent("x-amz-trailer")).hasValue("x-amz-checksum-crc32c");
        assertThat(http.sentBody()).endsWith("x-amz-checksum-crc32c:KAwGng==\r\n\r\n");
    }

    @Test
    void allThatGoesWithAnObject() {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/x;  odd"),
                        Optional.of("gzip"),
                        Optional.of("de"),
                        Optional.of("inline"),
                        Optional.of("no-cache"),
                        Optional.of("whenever"),
                        Optional.of("/else"),
                        Map.of("Name", "a  b"));
        var what = new NewObject(metadata, Optional.of("GLACIER_IR"), Map.of("k +", "ü&="));
        Supplier<S3ObjectStore> store = () -> ScriptedStore.over(http);
        for (var checksum : List.of(Optional.of(CRC), Optional.<Checksum>empty())) {
            twice(store, one -> put(one, ScriptedStore.KEY, what, checksum, new Expectation.Any()));
        }
    }

    @Test
    void aBucketWhoseRequestersPay() {
        var terms = S3Terms.of(StoreProfile.AWS).withRequesterPays(true);
        both(() -> ScriptedStore.over(http, terms));
        assertThat(http.sent("x-amz-request-payer")).hasValue("requester");
    }

    @Test
    void aStoreOfWhichNothingIsKnown() {
        both(() -> ScriptedStore.over(http, StoreProfile.UNKNOWN));
    }

    @Test
    void aSessionsToken() {
        var session = AwsSessionCredentials.create("AKIA", "secret", "a-token");
        both(() -> ScriptedStore.over(http, StaticCredentialsProvider.create(session)));
        assertThat(http.sent("x-amz-security-token")).hasValue("a-token");
    }

    @Test
    void nobodysRequestsBearNoSignature() {
        var store = ScriptedStore.over(http, AnonymousCredentialsProvider.create());
        var open = opening(ScriptedStore.KEY);
        open.accept(store);
        open.accept(store);
        assertThat(http.requests())
                .allMatch(request -> request.firstMatchingHeader("Authorization").isEmpty());
    }

    private void both(Supplier<S3ObjectStore> store) {
        twice(store, opening(ScriptedStore.KEY));
        twice(
                store,
                one -> put(one, ScriptedStore.KEY, PLAIN, Optional.empty(), new Expectation.Any()));
    }

    private static Consumer<S3ObjectStore> opening(ObjectLocation key) {
        return store -> store.open(key).orElseThrow().close();
    }

    private static void put(
            S3ObjectStore store,
            ObjectLocation to,
            NewObject what,
            Optional<Checksum> checksum,
            Expectation expected) {
        var body = MemoryBody.of("0123456789".getBytes(US_ASCII));
        var _ = store.put(to, what, body, checksum, expected);
    }

    /// Of a store's first requests the SDK sends one, and we the next.
    private void twice(Supplier<S3ObjectStore> stores, Consumer<S3ObjectStore> request) {
        try (var store = stores.get()) {
            request.accept(store);
            var sent = described(http.requests().getLast());
            var body = http.sentBody();
            assertThat(isDirect()).isFalse();
            request.accept(store);
            assertThat(isDirect()).isTrue();
            assertThat(described(http.requests().getLast())).isEqualTo(sent);
            assertThat(http.sentBody()).isEqualTo(body);
        }
    }

    private boolean isDirect() {
        return http.sent("amz-sdk-request").isEmpty();
    }

    /// All but the time, and what comes of it.
    private static Map<String, Object> described(SdkHttpRequest request) {
        var described = new TreeMap<String, Object>();
        request.forEachHeader((name, values) -> {
            var header = name.toLowerCase(Locale.ROOT);
            if (!header.startsWith("amz-sdk-") && !header.equals("x-amz-date")) {
                described.put(header, header.equals("authorization") ? signing(values) : values);
            }
        });
        described.put(":method", request.method());
        described.put(":uri", request.getUri());
        return described;
    }

    private static String signing(List<String> authorization) {
        return authorization
                .getFirst()
                .replaceFirst("Signature=.*", "")
                .replace("amz-sdk-invocation-id;amz-sdk-request;", "");
    }
}
