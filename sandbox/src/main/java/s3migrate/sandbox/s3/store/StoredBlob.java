package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A file of bytes; the last to let go of it deletes it.
final class StoredBlob implements Blob {
    private final Path file;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held once, by whoever made it.
    StoredBlob(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open(long from) throws IOException {
        return Channels.newInputStream(FileChannel.open(file).position(from));
    }

    @Override
    public void hold() {
        if (holders.getAndIncrement() < 1) {
            throw new IllegalStateException("deleted already: " + file);
        }
    }

    @Override
    public void release() {
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
