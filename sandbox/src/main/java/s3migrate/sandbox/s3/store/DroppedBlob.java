package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;

/// Bytes that were counted and not kept.
record DroppedBlob(long length) implements Blob {
    @Override
    public InputStream open(long from) throws IOException {
        throw new IOException("the " + length + " bytes of this blob were not kept");
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}
}
