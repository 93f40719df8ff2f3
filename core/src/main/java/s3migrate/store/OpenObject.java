package s3migrate.store;

import java.io.IOException;
import java.io.InputStream;
import s3migrate.object.StoredObject;

/// A version of an object and its bytes on the way. Closing before the end drops the connection
/// instead of reading on.
public record OpenObject(StoredObject object, InputStream body) implements AutoCloseable {

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException ignored) {
            // What was read is unaffected; the connection is gone either way.
        }
    }
}
