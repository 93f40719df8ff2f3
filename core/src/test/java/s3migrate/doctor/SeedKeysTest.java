package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedKeysTest {

    /// What Python says of `str(PurePosixPath(prefix) / key)`, with the key's last `/`.
    @ParameterizedTest
    @CsvSource({
        "from-jp, a, from-jp/a",
        "from-jp, a//b, from-jp/a/b",
        "from-jp/, ./a, from-jp/a",
        "from-jp, a/./b, from-jp/a/b",
        "from-jp, dir//, from-jp/dir/",
        "from-jp, /a, /a",
        "from-jp, //a, //a",
        "from-jp, ///a, /a",
        "from-jp, /, //",
        "from-jp, ., from-jp",
        "from-jp, a/../b, from-jp/a/../b",
        "'', a/b/, a/b/",
        "'', ., .",
        "'', ./, ./",
        "/, x, /x",
    })
    void areThoseThatPythonsPathsGave(String prefix, String key, String expected) {
        assertThat(SeedKeys.of(prefix, key)).isEqualTo(expected);
    }
}
