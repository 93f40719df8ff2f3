package s3migrate.cli.demo;

import java.io.IOException;
import java.util.List;
import s3migrate.cli.CouldNotStart;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.error.S3Error;

/// Puts objects into the source bucket.
record SourceWriter(S3Server source) {

    /// Puts all of them, one after the other.
    ///
    /// @throws CouldNotStart if one cannot be read, or written: a full disk, for instance
    void write(List<DemoObject> objects) throws InterruptedException {
        for (var object : objects) {
            write(object);
        }
    }

    private void write(DemoObject object) throws InterruptedException {
        try (var in = object.content().open()) {
            source.put(
                    SandboxAws.SOURCE_BUCKET, object.key(), in, object.size(), object.properties());
        } catch (S3Error changed) {
            throw new CouldNotStart(
                    "put %s: not the %,d bytes it had before; did it change?"
                            .formatted(object.key(), object.size()),
                    changed);
        } catch (IOException broke) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new CouldNotStart("put %s: %s".formatted(object.key(), broke), broke);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
