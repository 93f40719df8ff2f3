package s3migrate.sandbox.s3.wire;

import java.io.IOException;
import java.io.OutputStream;
import s3migrate.sandbox.s3.store.HeldObject;

/// The body of an answer.
public sealed interface Body extends AutoCloseable {
    static Body none() {
        return new Bytes(new byte[0]);
    }

    static Body of(byte[] bytes) {
        return new Bytes(bytes);
    }

    long length();

    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();

    /// In memory.
    final class Bytes implements Body {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public void close() {}
    }

    /// A run of bytes of an object, from disk.
    record ObjectBytes(HeldObject held, long first, long length) implements Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            held.object().content().writeTo(out, first, length);
        }

        @Override
        public void close() {
            held.close();
        }
    }
}
