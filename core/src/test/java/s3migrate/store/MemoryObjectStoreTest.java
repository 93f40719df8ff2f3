package s3migrate.store;

import java.time.InstantSource;
import s3migrate.object.ObjectLocation;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

final class MemoryObjectStoreTest implements ObjectStoreContract {

    private final InstantSource clock = new ManualTime();
    private final MemoryObjectStore store =
            new MemoryObjectStore(clock, MemoryRules.SMALL_PARTS.withMinimumPartBytes(16))
                    .withBucket("bucket")
                    .withVersionedBucket("versioned");

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public String bucket() {
        return "bucket";
    }

    @Override
    public String versionedBucket() {
        return "versioned";
    }

    @Override
    public long minimumPartBytes() {
        return 16;
    }

    @Override
    public void delete(ObjectLocation location) {
        store.delete(location);
    }
}
