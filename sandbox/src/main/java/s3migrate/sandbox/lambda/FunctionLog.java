package s3migrate.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Takes what functions write to standard output and error, line by line. Called from many threads.
@FunctionalInterface
public interface FunctionLog {
    void line(String function, String text);

    /// Appends to one file, each line after its function's name.
    static FunctionLog to(Path file) {
        return (function, text) -> {
            try {
                Files.write(
                        file,
                        List.of(function + " " + text),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
