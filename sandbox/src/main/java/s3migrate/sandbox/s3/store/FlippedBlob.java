package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;

/// Another blob with its byte at `at` inverted.
record FlippedBlob(Blob blob, long at) implements Blob {
    @Override
    public long length() {
        return blob.length();
    }

    @Override
    public InputStream open(long from) throws IOException {
        return new FlippingInputStream(blob.open(from), at - from);
    }

    @Override
    public void hold() {
        blob.hold();
    }

    @Override
    public void release() {
        blob.release();
    }
}
