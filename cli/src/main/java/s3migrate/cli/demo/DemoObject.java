package s3migrate.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// An object of the source bucket, before it is there.
record DemoObject(String key, long size, ObjectProperties properties, Content content) {

    /// Gives the object's bytes from the start, as often as asked.
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
