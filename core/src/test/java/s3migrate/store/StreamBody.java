package s3migrate.store;

import java.io.InputStream;
import java.util.function.Supplier;
import s3migrate.store.ObjectStore.Body;

/// A body that gives what a test says, whatever its length.
record StreamBody(long length, Supplier<InputStream> stream) implements Body {

    @Override
    public InputStream open() {
        return stream.get();
    }
}
