package s3migrate.store.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes of which one arrives with a bit turned over.
final class FlippedStream extends FilterInputStream {

    private final long at;
    private long read;

    FlippedStream(InputStream in, long at) {
        super(in);
        this.at = at;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        return one >= 0 && read++ == at ? one ^ 1 : one;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        int now = super.read(buffer, offset, wanted);
        if (now > 0 && read <= at && at < read + now) {
            buffer[offset + (int) (at - read)] ^= 1;
        }
        read += Math.max(now, 0);
        return now;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
