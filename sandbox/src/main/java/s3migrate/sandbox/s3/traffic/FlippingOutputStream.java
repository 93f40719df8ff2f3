package s3migrate.sandbox.s3.traffic;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Inverts one byte of what passes, leaving the writer's bytes alone.
public final class FlippingOutputStream extends FilterOutputStream {
    private long untilByte;

    /// @param at of the byte, counted from 0
    public FlippingOutputStream(OutputStream out, long at) {
        super(out);
        untilByte = at;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (untilByte >= 0 && untilByte < count) {
            int before = (int) untilByte;
            out.write(bytes, offset, before);
            out.write(~bytes[offset + before]);
            out.write(bytes, offset + before + 1, count - before - 1);
        } else {
            out.write(bytes, offset, count);
        }
        untilByte -= count;
    }
}
