package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void aKeyCannotMoveTheCursorOrHideWhatStandsBeforeIt() {
        assertThat(shown(out -> out.println("s3://photos/\u001b[2J\r\u0007\u0085\u007fz")))
                .isEqualTo("s3://photos/\\x1b[2J\\x0d\\x07\\x85\\x7fz\n");
    }

    @Test
    void everythingElseIsAsItWas() {
        String text = "日本語 😀 \uff5e\tß\n\n€";
        assertThat(shown(out -> out.printf("%s", text))).isEqualTo(text);
        assertThat(shown(out -> out.write('ü'))).isEqualTo("ü");
    }

    @Test
    void allCommandsWriteLikeThat() {
        var out = System.out;
        var err = System.err;
        var stream = new ByteArrayOutputStream();
        try (var both = new PrintStream(stream, true, UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            Main.run("sync", "s3://a", "s3://b", "--no-such\u001b[2J");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(stream.toString(UTF_8)).contains("--no-such").doesNotContain("\u001b");
    }

    private static String shown(Consumer<PrintWriter> writing) {
        var stream = new ByteArrayOutputStream();
        var out = PlainText.to(new PrintStream(stream, true, UTF_8));
        writing.accept(out);
        out.flush();
        return stream.toString(UTF_8);
    }
}
