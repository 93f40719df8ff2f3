package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Hands on what is written to it line by line. Thread-safe; whole lines come out whole only if
/// they are written whole, as a `PrintStream` does.
final class LogLines extends OutputStream {

    private final Consumer<String> reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this

    LogLines(Consumer<String> reader) {
        this.reader = reader;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            reader.accept(line.toString(UTF_8).stripTrailing());
            line.reset();
        } else {
            line.write(b);
        }
    }
}
