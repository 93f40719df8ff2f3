package s3migrate.sandbox.s3.store;

import java.io.OutputStream;

/// Takes the bytes of one blob. Closed before `finish`, it leaves nothing.
public abstract class BlobWriter extends OutputStream {
    /// The blob of all bytes written, held once.
    public abstract Blob finish();
}
