package s3migrate.sandbox.s3.traffic;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A response body on its way out: counted, slowed, and after `mark` bytes interrupted by an event
/// of a fault.
public final class OutgoingBody extends FilterOutputStream {
    /// What happens at the mark; may throw to cut the answer there.
    @FunctionalInterface
    public interface AtMark {
        void reached() throws IOException;
    }

    private final RequestLog log;
    private final Bandwidth bandwidth;
    private final AtMark event;
    private long untilMark;

    public OutgoingBody(OutputStream out, RequestLog log, Bandwidth bandwidth) {
        this(out, log, bandwidth, -1, () -> {});
    }

    public OutgoingBody(
            OutputStream out, RequestLog log, Bandwidth bandwidth, long mark, AtMark event) {
        super(out);
        this.log = log;
        this.bandwidth = bandwidth;
        this.untilMark = mark;
        this.event = event;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (untilMark < 0 || untilMark >= count) {
            send(bytes, offset, count);
            untilMark -= untilMark < 0 ? 0 : count;
            return;
        }
        int before = (int) untilMark;
        send(bytes, offset, before);
        untilMark = -1;
        out.flush();
        event.reached();
        send(bytes, offset + before, count - before);
    }

    private void send(byte[] bytes, int offset, int count) throws IOException {
        bandwidth.take(count);
        out.write(bytes, offset, count);
        log.sent(count);
    }
}
