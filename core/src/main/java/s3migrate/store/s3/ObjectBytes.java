package s3migrate.store.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/// The body of a GET. Closed after its last byte it leaves the connection for the next call; closed
/// earlier it drops the connection, because reading on would move bytes nobody wants. An
/// interrupted thread drops it too: the SDK throws from its close, and the bytes are all there.
final class ObjectBytes extends InputStream {

    private final ResponseInputStream<?> in;
    private final long length;
    private final Runnable whenClosed;
    private long left;
    private boolean closed;

    ObjectBytes(ResponseInputStream<?> in, long length, Runnable whenClosed) {
        this.in = in;
        this.length = length;
        this.whenClosed = whenClosed;
        left = length;
    }

    /// As the store announced it.
    long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        left -= value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        int read = in.read(buffer, offset, wanted);
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (left > 0 || Thread.currentThread().isInterrupted()) {
                in.abort();
            } else {
                in.close();
            }
        } finally {
            whenClosed.run();
        }
    }
}
