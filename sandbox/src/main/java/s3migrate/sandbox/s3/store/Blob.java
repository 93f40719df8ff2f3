package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// One file of bytes. It lives as long as someone holds it: versions, parts and the readers of
/// both; the last to let go deletes it. So a reader is never cut short by an overwrite.
public final class Blob {
    private final Path file;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held once, by whoever made it.
    Blob(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    public Path file() {
        return file;
    }

    public long length() {
        return length;
    }

    /// Only while another hold is known to last, such as that of a version under its key's lock.
    void hold() {
        if (holders.getAndIncrement() < 1) {
            throw new IllegalStateException("deleted already: " + file);
        }
    }

    void release() {
        if (holders.decrementAndGet() > 0) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
