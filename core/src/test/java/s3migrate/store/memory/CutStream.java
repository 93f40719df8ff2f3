package s3migrate.store.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body whose connection breaks after so many bytes.
final class CutStream extends FilterInputStream {

    private long left;

    CutStream(InputStream in, long bytes) {
        super(in);
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        refuseAtTheEnd();
        left--;
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        refuseAtTheEnd();
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= read;
        return read;
    }

    private void refuseAtTheEnd() throws IOException {
        if (left <= 0) {
            throw new IOException("connection reset");
        }
    }
}
