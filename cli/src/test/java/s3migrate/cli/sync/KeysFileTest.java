package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.CouldNotStart;

class KeysFileTest {

    @TempDir private Path directory;

    @Test
    void everyCharacterOfALineBelongsToItsKey() throws Exception {
        assertThat(keys(" a\rb\u0085\u2028c \n\rlead\n\n\td"))
                .containsExactly("p/ a\rb\u0085\u2028c ", "p/\rlead", "p/\td");
    }

    @Test
    void linesEndAsOnWindowsToo() throws Exception {
        assertThat(keys("a\r\n\r\nb\r\n")).containsExactly("p/a", "p/b");
        assertThat(keys("a\nb\r")).containsExactly("p/a", "p/b\r");
    }

    @Test
    void theMarkOfAnEncodingIsNoCharacterOfTheFirstKey() throws Exception {
        assertThat(keys("\ufeffa\n\ufeffb\n")).containsExactly("p/a", "p/\ufeffb");
    }

    @Test
    void whatIsNotUtf8IsRefused() throws Exception {
        var file = Files.write(directory.resolve("latin"), new byte[] {'a', (byte) 0xe9, '\n'});

        assertThatThrownBy(() -> KeysFile.read(file.toString(), ""))
                .isInstanceOf(CouldNotStart.class)
                .hasMessageContaining("it is not text in UTF-8");
    }

    private List<String> keys(String content) throws IOException {
        return KeysFile.read(
                Files.writeString(directory.resolve("keys"), content).toString(), "p/");
    }
}
