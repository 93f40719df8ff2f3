package s3migrate.sandbox.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.sandbox.s3.error.S3Error;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "/b/a//b,        a//b",
        "/b/a%2F%2Fb,    a//b",
        "/b//lead,       /lead",
        "/b/./a,         ./a",
        "/b/a/../b,      a/../b",
        "/b/a+b,         a+b",
        "/b/a%20b,       a b",
        "/b/100%2525,    100%25",
        "/b/dir/,        dir/",
        "/b/%F0%9F%98%80, \uD83D\uDE00",
    })
    void takesTheKeyByteForByte(String path, String key) {
        assertThat(Target.of(path)).isEqualTo(new Target("b", key));
    }

    @Test
    void knowsBucketsWithoutKeys() {
        assertThat(Target.of("/")).isEqualTo(new Target("", ""));
        assertThat(Target.of("/b")).isEqualTo(new Target("b", ""));
        assertThat(Target.of("/b/")).isEqualTo(new Target("b", ""));
    }

    @Test
    void countsTheBytesOfAKeyNotItsCharacters() {
        assertThat(Target.of("/b/" + "%C3%A9".repeat(512)).key()).hasSize(512);
        assertThatThrownBy(() -> Target.of("/b/" + "%C3%A9".repeat(512) + "a"))
                .isInstanceOfSatisfying(
                        S3Error.class,
                        error -> {
                            assertThat(error.code()).isEqualTo("KeyTooLongError");
                            assertThat(error.elements()).containsEntry("Size", "1025");
                        });
    }

    @ParameterizedTest
    @CsvSource({"/b/%FF", "/b/%ED%A0%80", "/b/%4", "/b/%zz"})
    void refusesWhatIsNotUtf8(String path) {
        assertThatThrownBy(() -> Target.of(path))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo("InvalidURI"));
    }
}
