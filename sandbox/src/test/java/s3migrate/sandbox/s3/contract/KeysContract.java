package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Keys byte for byte.
abstract class KeysContract extends S3Contract {

    static List<String> oddKeys() {
        return OddKeys.all();
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void keepsTheKeyByteForByte(String key) {
        put(key, key);

        assertThat(keys()).containsExactly(key);
        assertThat(get(key)).isEqualTo(key);
        delete(key);
        assertThat(keys()).isEmpty();
    }

    @Test
    void keepsAKeyBesideThoseBelowIt() {
        List<String> nested = List.of("a", "a/", "a/b", "a/b/", "a/b/c");
        nested.forEach(key -> put(key, key));

        assertThat(keys()).containsExactlyElementsOf(nested);
        nested.forEach(key -> assertThat(get(key)).isEqualTo(key));
    }

    @Test
    void refusesAKeyOf1025Bytes() {
        refused(
                400,
                "KeyTooLongError",
                () ->
                        s3().putObject(
                                        r -> r.bucket(bucket()).key("x".repeat(1025)),
                                        RequestBody.empty()));
    }

    @Test
    void takesRawSlashesOfTheWireForTheKey() throws Exception {
        assertThat(RawRequest.put(server(), uri("/raw//./../key")).body("x").send().statusCode())
                .isEqualTo(200);

        assertThat(keys()).containsExactly("/raw//./../key");
    }

    private List<String> keys() {
        return s3()
                .listObjectsV2(r -> r.bucket(bucket()).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }
}
