package s3migrate.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/// Text for people's terminals. Whoever writes an object chooses its key, and what a store answers
/// is its own text: control characters in them would move the cursor or say what we did not. They
/// are written as `\xNN`; only ends of lines and tabs pass.
public final class PlainText extends FilterWriter {

    private static final String ENDS_OF_LINES = "\n" + System.lineSeparator();

    private PlainText(Writer out) {
        super(out);
    }

    /// A writer to a program's own output, flushed at the end of each line.
    public static PrintWriter to(PrintStream stream) {
        var writer = new OutputStreamWriter(stream, stream.charset());
        return new PrintWriter(new PlainText(writer), true);
    }

    @Override
    public void write(int character) throws IOException {
        if (passes((char) character)) {
            out.write(character);
        } else {
            out.write("\\x%02x".formatted(character & 0xffff));
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    private static boolean passes(char character) {
        return !Character.isISOControl(character)
                || character == '\t'
                || ENDS_OF_LINES.indexOf(character) >= 0;
    }
}
