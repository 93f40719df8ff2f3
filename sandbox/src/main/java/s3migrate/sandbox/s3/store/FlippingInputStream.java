package s3migrate.sandbox.s3.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Inverts one byte of what passes.
public final class FlippingInputStream extends FilterInputStream {
    private long untilByte;

    /// @param at of the byte, counted from 0; none if it never comes
    public FlippingInputStream(InputStream in, long at) {
        super(in);
        untilByte = at;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = in.read(bytes, offset, count);
        if (untilByte >= 0 && untilByte < read) {
            bytes[offset + (int) untilByte] ^= (byte) 0xFF;
        }
        untilByte -= Math.max(0, read);
        return read;
    }
}
