package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// Where blobs are written: one file each, spread over 256 directories.
public final class BlobDirectory implements BlobStore {
    private static final int FAN_OUT = 256;

    private final Path root;
    private final AtomicLong next = new AtomicLong();

    public BlobDirectory(Path root) throws IOException {
        this.root = root;
        for (int at = 0; at < FAN_OUT; at++) {
            Files.createDirectories(root.resolve(directoryName(at)));
        }
    }

    @Override
    public BlobWriter create() throws IOException {
        long number = next.getAndIncrement();
        Path file =
                root.resolve(directoryName((int) (number % FAN_OUT)))
                        .resolve(Long.toString(number));
        return new Writer(file);
    }

    private static String directoryName(int at) {
        return Integer.toHexString(FAN_OUT | at).substring(1);
    }

    private static final class Writer extends BlobWriter {
        private final Path file;
        private final FileChannel channel;
        private long length;
        private boolean finished;

        private Writer(Path file) throws IOException {
            this.file = file;
            channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            length += count;
        }

        @Override
        public Blob finish() {
            finished = true;
            return new StoredBlob(file, length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!finished) {
                Files.deleteIfExists(file);
            }
        }
    }
}
