package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;

/// A run of bytes that objects and parts are made of. It lives as long as someone holds it:
/// versions, parts and the readers of both. So a reader is never cut short by an overwrite.
public sealed interface Blob permits StoredBlob, GeneratedBlob, DroppedBlob, FlippedBlob {
    long length();

    /// The bytes from `from` on. The caller holds the blob until the stream is closed.
    InputStream open(long from) throws IOException;

    /// Only while another hold is known to last, such as that of a version under its key's lock.
    void hold();

    void release();
}
