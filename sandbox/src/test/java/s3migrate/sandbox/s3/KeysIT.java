package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.sandbox.s3.store.KeyOrder;
import s3migrate.sandbox.s3.wire.XmlElement;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

class KeysIT {
    private static final String ODD = "odd-keys";

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        fixture.server.createBucket(ODD);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    static List<String> oddKeys() {
        return List.of(
                "a//b",
                "/lead",
                "//",
                "./a",
                "a/../b",
                "..",
                "dir/",
                "dir/x",
                "a b",
                "a+b",
                "a%20b",
                "a%2Fb",
                "back\\slash",
                "q?u=e&r#y",
                "\u0001\u001F\n\r\t\u007F",
                "<&>\"'",
                "é",
                "e\u0301",
                "\uFF5E",
                "\uD83D\uDE00",
                "x".repeat(1024),
                "é".repeat(512));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void keepsTheKeyByteForByte(String key) {
        fixture.s3.putObject(r -> r.bucket(ODD).key(key), RequestBody.fromString(key));

        assertThat(fixture.server.keys(ODD)).contains(key);
        assertThat(fixture.s3.getObjectAsBytes(r -> r.bucket(ODD).key(key)).asUtf8String())
                .isEqualTo(key);
        assertThat(
                        fixture.s3
                                .listObjectsV2(r ->
                                        r.bucket(ODD).prefix(key).encodingType(EncodingType.URL))
                                .contents())
                .extracting(S3Object::key)
                .contains(key);
        fixture.s3.deleteObject(r -> r.bucket(ODD).key(key));
        assertThat(fixture.server.keys(ODD)).doesNotContain(key);
    }

    @Test
    void refusesAKeyOf1025Bytes() {
        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r -> r.bucket(BUCKET).key("x".repeat(1025)), RequestBody.empty()))
                .satisfies(e -> assertError(e, 400, "KeyTooLongError"));
    }

    @Test
    void listsInTheOrderOfUtf8InPagesOfAnySize() throws IOException {
        fixture.server.createBucket("sorted-keys");
        for (String key : oddKeys()) {
            fixture.server.put("sorted-keys", key, new byte[1]);
        }
        List<String> expected = oddKeys().stream().sorted(new KeyOrder()).toList();

        for (int size : new int[] {1, 7, 1000}) {
            assertThat(
                            fixture
                                    .s3
                                    .listObjectsV2Paginator(r ->
                                            r.bucket("sorted-keys")
                                                    .maxKeys(size)
                                                    .encodingType(EncodingType.URL))
                                    .contents()
                                    .stream()
                                    .map(S3Object::key))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void beginsAfterStartAfter() throws IOException {
        fixture.server.createBucket("started-after");
        for (String key : List.of("a", "b", "c")) {
            fixture.server.put("started-after", key, new byte[1]);
        }

        assertThat(
                        fixture.s3
                                .listObjectsV2(r -> r.bucket("started-after").startAfter("a"))
                                .contents())
                .extracting(S3Object::key)
                .containsExactly("b", "c");
        assertThat(
                        fixture.s3
                                .listObjectsV2(r -> r.bucket("started-after").maxKeys(0))
                                .isTruncated())
                .isFalse();
    }

    @Test
    void rollsUpByDelimiter() throws IOException {
        fixture.server.createBucket("delimited");
        for (String key : List.of("a", "b/1", "b/2", "c")) {
            fixture.server.put("delimited", key, new byte[1]);
        }

        var page = fixture.s3.listObjectsV2(r -> r.bucket("delimited").delimiter("/"));

        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a", "c");
        assertThat(page.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("b/");
        assertThat(page.keyCount()).isEqualTo(3);
    }

    @Test
    void writesAControlCharacterUnencodedSoThatNoParserTakesIt() throws Exception {
        fixture.server.createBucket("control");
        fixture.server.put("control", "a\u0001b", new byte[1]);
        URI uri = URI.create(fixture.server.https() + "/control?list-type=2");

        HttpResponse<String> answer = RawRequest.get(fixture, uri).send();

        assertThat(answer.body()).contains("a&#x1;b");
        assertThatThrownBy(() -> XmlElement.parse(answer.body().getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not well-formed");
    }

    @Test
    void takesRawSlashesOfTheWireForTheKey() throws Exception {
        URI uri = URI.create(fixture.server.https() + "/" + BUCKET + "//raw//./../key");

        assertThat(RawRequest.put(fixture, uri).body("x").send().statusCode()).isEqualTo(200);

        assertThat(fixture.server.keys(BUCKET)).contains("/raw//./../key");
    }
}
