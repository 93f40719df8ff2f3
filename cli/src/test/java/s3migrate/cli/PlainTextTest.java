package s3migrate.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void aKeyCannotMoveTheCursorOrHideWhatStandsBeforeIt() {
        assertThat(shown(out -> out.println("s3://photos/\u001b[2J\r\u0007\u0085\u007fz")))
                .isEqualTo("s3://photos/\\u001b[2J\\u000d\\u0007\\u0085\\u007fz\n");
    }

    @Test
    void everythingElseIsAsItWas() {
        String text = "日本語 😀 \uff5e\tß\n\n€";
        assertThat(shown(out -> out.printf("%s", text))).isEqualTo(text);
        assertThat(shown(out -> out.write('ü'))).isEqualTo("ü");
    }

    @Test
    void whatAnEncodingLacksIsNoQuestionMark() {
        assertThat(shown(US_ASCII, out -> out.println("s3://photos/写😀é?")))
                .isEqualTo("s3://photos/\\u5199\\ud83d\\ude00\\u00e9?\n");
        assertThat(shown(ISO_8859_1, out -> out.print("é写"))).isEqualTo("é\\u5199");
    }

    /// Jackson leaves the control characters above ASCII as they are.
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "US-ASCII", "ISO-8859-1", "Shift_JIS"})
    void aLineForProgramsNamesTheSameKeyInEveryEncoding(String encoding) throws Exception {
        String key = "\u0001\t\u007f\u0085\u009f é 写 😀 \\ \" \ufffd";

        String line = shown(Charset.forName(encoding), out -> out.print(new TextNode(key)));

        assertThat(new ObjectMapper().readValue(line, String.class)).isEqualTo(key);
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
        return shown(UTF_8, writing);
    }

    private static String shown(Charset charset, Consumer<PrintWriter> writing) {
        var stream = new ByteArrayOutputStream();
        var out = PlainText.to(new PrintStream(stream, true, charset));
        writing.accept(out);
        out.flush();
        return stream.toString(charset);
    }
}
