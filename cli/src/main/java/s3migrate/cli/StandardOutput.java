package s3migrate.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process's own output. It remembers what print streams and writers hide: that something could
/// not be written, so that a policy or a report in a file is not taken for whole.
final class StandardOutput extends FilterOutputStream {

    private static final String READER_IS_GONE = "Broken pipe";

    private @Nullable IOException first; // guarded by this

    StandardOutput(OutputStream out) {
        super(out);
    }

    /// Takes the place of `System.out`, with each line written as it ends.
    static StandardOutput install() {
        var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(
                new PrintStream(new BufferedOutputStream(output), true, System.out.charset()));
        return output;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        try {
            out.write(octet);
        } catch (IOException broken) {
            throw remembered(broken);
        }
    }

    @Override
    public synchronized void write(byte[] octets, int from, int length) throws IOException {
        try {
            out.write(octets, from, length);
        } catch (IOException broken) {
            throw remembered(broken);
        }
    }

    /// Why some of it could not be written. A reader who has seen enough, as `head` has, is no
    /// fault.
    synchronized Optional<String> fault() {
        return Optional.ofNullable(first)
                .map(Throwable::getMessage)
                .filter(reason -> !reason.equals(READER_IS_GONE));
    }

    private IOException remembered(IOException broken) {
        first = first == null ? broken : first;
        return broken;
    }
}
