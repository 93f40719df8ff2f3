package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    @Test
    void handsOnWholeLines() {
        List<String> lines = new ArrayList<>();
        try (var out = new PrintStream(new LogLines(lines::add), true, UTF_8)) {
            out.print("half ");
            assertThat(lines).isEmpty();
            out.println("a line, ü");
            out.print("two\r\nlines\n");
        }

        assertThat(lines).containsExactly("half a line, ü", "two", "lines");
    }
}
