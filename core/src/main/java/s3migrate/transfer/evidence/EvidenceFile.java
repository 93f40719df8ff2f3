package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// The evidence of one machine: a file of JSON lines, which grows run by run. What was added is
/// with the operating system once `add` returns, so that it outlives the process, though not a
/// power cut. Serves many threads; one process at a time.
public final class EvidenceFile implements AutoCloseable {

    private final Path file;
    private final FileOutputStream out;

    private EvidenceFile(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /// Opens the file at its end, or makes it. A last line that a kill has torn is cut off.
    ///
    /// @throws EvidenceException if it cannot be written
    public static EvidenceFile append(Path file) {
        try {
            if (Files.exists(file)) {
                cutTornLine(file);
            }
            return new EvidenceFile(file, new FileOutputStream(file.toFile(), true));
        } catch (IOException broke) {
            throw broken("open", file, broke);
        }
    }

    /// Sums up a file, also one that is being written.
    ///
    /// @throws EvidenceException if it cannot be read
    public static EvidenceTotals totals(Path file) {
        var totals = new EvidenceTotals();
        try (var in = Files.newInputStream(file)) {
            totals.add(in);
            return totals;
        } catch (IOException broke) {
            throw broken("read", file, broke);
        } catch (IllegalArgumentException wrong) {
            throw new EvidenceException("read %s: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    /// Adds a line, in one write.
    ///
    /// @throws EvidenceException if it may not be there
    public synchronized void add(EvidenceLine line) {
        try {
            out.write((EvidenceJson.write(line) + "\n").getBytes(US_ASCII));
        } catch (IOException broke) {
            throw broken("write", file, broke);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException broke) {
            throw broken("close", file, broke);
        }
    }

    private static void cutTornLine(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            long end = open.length();
            while (end > 0 && byteAt(open, end - 1) != '\n') {
                end--;
            }
            open.setLength(end);
        }
    }

    private static int byteAt(RandomAccessFile open, long position) throws IOException {
        open.seek(position);
        return open.read();
    }

    private static EvidenceException broken(String verb, Path file, IOException cause) {
        return new EvidenceException("%s %s: %s".formatted(verb, file, cause), cause);
    }
}
