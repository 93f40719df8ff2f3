package s3migrate.cli.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.cli.CouldNotStart;
import s3migrate.object.ObjectLocation;

/// The keys of `--files-from`: one a line below the source's folder, every character of a line
/// belongs to its key, empty lines are none. Lines end with a line feed or a carriage return and
/// one: a key that itself ends with a carriage return cannot be named. A byte order mark before the
/// first key is none of its characters.
final class KeysFile {

    private static final int SHOWN_FAULTS = 20;
    private static final String STDIN = "-";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private KeysFile() {}

    /// Reads all of them, as whole source keys, each once.
    ///
    /// @param name of a file, or `-` for standard input
    /// @throws CouldNotStart if it cannot be read, or has lines that are no keys
    static List<String> read(String name, String prefix) {
        try (var in = open(name);
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()))) {
            return keys(name, prefix, lines);
        } catch (IOException unreadable) {
            throw CouldNotStart.unreadable("--files-from " + name, unreadable);
        }
    }

    private static InputStream open(String name) throws IOException {
        return name.equals(STDIN) ? System.in : Files.newInputStream(Path.of(name));
    }

    private static List<String> keys(String name, String prefix, BufferedReader lines)
            throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        var faults = new ArrayList<String>();
        int number = 0;
        for (var next = line(lines); next.isPresent(); next = line(lines)) {
            number++;
            String line = number == 1 ? withoutMark(next.get()) : next.get();
            String key = prefix + line;
            if (key.getBytes(UTF_8).length > ObjectLocation.MAX_KEY_BYTES) {
                faults.add("line %d has a key of more than 1,024 bytes".formatted(number));
            } else if (!line.isEmpty()) {
                keys.add(key);
            }
        }
        if (!faults.isEmpty()) {
            throw new CouldNotStart(
                    "--files-from %s: %s"
                            .formatted(
                                    name,
                                    String.join(
                                            "; ", faults.stream().limit(SHOWN_FAULTS).toList())));
        }
        return List.copyOf(keys);
    }

    /// Up to the next line feed; empty at the end.
    private static Optional<String> line(BufferedReader lines) throws IOException {
        var line = new StringBuilder();
        int next = lines.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = lines.read();
        }
        int last = line.length() - 1;
        if (next == '\n' && last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return Optional.of(line.toString());
    }

    private static String withoutMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }
}
