package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import s3migrate.time.ManualTime;

/// A screen that is read by a test, in a time that the test moves.
final class ScreenText {

    final ManualTime time = new ManualTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    Screen terminal() {
        return new Screen(out, true, time, time);
    }

    Screen piped() {
        return new Screen(out, false, time, time);
    }

    PrintStream out() {
        return out;
    }

    /// With `\n` as the end of lines.
    String text() {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
