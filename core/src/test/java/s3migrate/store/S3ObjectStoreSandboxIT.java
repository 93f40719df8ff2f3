package s3migrate.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.object.ObjectLocation;
import s3migrate.store.s3.CheckedListings;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// The adapter over https against the sandbox, which reads S3 on its own.
class S3ObjectStoreSandboxIT implements ObjectStoreContract {

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;
    private static ObjectStore store;

    private String bucket;
    private String versionedBucket;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
        store =
                CheckedListings.of(
                        sandbox.store(Side.DESTINATION), sandbox.access("AKIASANDBOX", "secret"));
    }

    @BeforeEach
    void newBuckets() {
        bucket = sandbox.newBucket();
        versionedBucket = sandbox.newVersionedBucket();
    }

    @AfterAll
    static void stop() {
        store.close();
        sandbox.close();
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public String versionedBucket() {
        return versionedBucket;
    }

    @Override
    public long minimumPartBytes() {
        return SandboxS3.MINIMUM_PART_BYTES;
    }

    @Override
    public void delete(ObjectLocation location) {
        sandbox.server().delete(location.bucket(), location.key());
    }
}
