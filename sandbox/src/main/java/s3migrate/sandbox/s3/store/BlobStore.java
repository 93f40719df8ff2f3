package s3migrate.sandbox.s3.store;

import java.io.IOException;

/// Where the bytes of new blobs go.
public interface BlobStore {
    /// For a new blob, still empty. The caller finishes or closes it.
    BlobWriter create() throws IOException;
}
