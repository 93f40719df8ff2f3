package s3migrate.sandbox.s3.traffic;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request body on its way in: counted, slowed, and dropped after `limit` bytes by a fault.
public final class IncomingBody extends FilterInputStream {
    private final RequestLog log;
    private final Bandwidth bandwidth;
    private long left;

    /// Drops the connection after `limit` bytes.
    public IncomingBody(InputStream in, RequestLog log, Bandwidth bandwidth, long limit) {
        super(in);
        this.log = log;
        this.bandwidth = bandwidth;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (left == 0) {
            throw new ConnectionDropped();
        }
        int read = in.read(bytes, offset, (int) Math.min(count, left));
        if (read > 0) {
            left -= read;
            log.received(read);
            bandwidth.take(read);
        }
        return read;
    }
}
