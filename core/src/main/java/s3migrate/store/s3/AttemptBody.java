package s3migrate.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import s3migrate.store.ObjectStore.Body;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.ContentStreamProvider;

/// A body as the SDK reads it: opened afresh for each attempt, the former stream closed.
///
/// A source that breaks or ends early fails the attempt in a way the SDK retries. Anything
/// unchecked that `Body.open` throws passes through the SDK as it is, without a retry. One per
/// call; used by the calling thread only.
final class AttemptBody implements ContentStreamProvider, AutoCloseable {

    private final Body body;
    private InputStream latest = InputStream.nullInputStream();

    AttemptBody(Body body) {
        this.body = body;
    }

    @Override
    public InputStream newStream() {
        close();
        try {
            latest = new Whole(body.open(), body.length());
            return latest;
        } catch (IOException e) {
            var broken = new SourceBroken(e);
            throw RetryableException.create(broken.getMessage(), broken);
        }
    }

    @Override
    public void close() {
        try {
            latest.close();
        } catch (IOException ignored) {
            // The attempt that read it is over, whatever became of it.
        }
    }

    /// A stream that may not end before its length.
    private static final class Whole extends FilterInputStream {

        private final long length;
        private long read;

        Whole(InputStream in, long length) {
            super(in);
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            try {
                return counted(super.read(buffer, offset, wanted));
            } catch (SourceBroken e) {
                throw e;
            } catch (IOException e) {
                throw new SourceBroken(e);
            }
        }

        @Override
        public long skip(long bytes) {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private int counted(int now) throws SourceBroken {
            if (now < 0 && read < length) {
                throw new SourceBroken(
                        "the source ended after %,d of %,d bytes".formatted(read, length));
            }
            read += Math.max(now, 0);
            return now;
        }
    }
}
