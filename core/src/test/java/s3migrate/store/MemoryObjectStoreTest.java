package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

/// The fake keeps the contract, and its own rules for tests.
final class MemoryObjectStoreTest implements ObjectStoreContract {

    private static final ObjectLocation KEY = new ObjectLocation("bucket", "key");

    private final InstantSource clock = new ManualTime();
    private final MemoryObjectStore store =
            new MemoryObjectStore(clock, MemoryRules.SMALL_PARTS.withMinimumPartBytes(16))
                    .withBucket("bucket")
                    .withVersionedBucket("versioned");

    @Test
    void beginsAWriteAnewAsOftenAsItsRulesSay() {
        var store = storeWith(MemoryRules.SMALL_PARTS.withAttempts(2));
        var body = MemoryBody.of(MemoryBody.bytes(100)).breaking(1, 50);
        assertThat(store.put(KEY, PLAIN, body, Optional.empty(), ANY))
                .isInstanceOf(WriteAnswer.Written.class);
        assertThat(body.opens()).isEqualTo(2);
        assertThat(store.bytes(KEY)).hasValue(MemoryBody.bytes(100));
    }

    @Test
    void knowsACompletedUploadNoMoreIfItsRulesSaySo() {
        var store = storeWith(MemoryRules.SMALL_PARTS.withCompletesTwice(false));
        var upload = store.create(KEY, PLAIN, ChecksumAlgorithm.CRC32C);
        var part = store.uploadPart(upload, part(1, 3), MemoryBody.of(new byte[3])).orElseThrow();
        store.complete(upload, List.of(part), 3, Optional.empty(), ANY);
        assertThat(store.complete(upload, List.of(part), 3, Optional.empty(), ANY))
                .isEqualTo(new WriteAnswer.NoSuchUpload());
    }

    @Test
    void opensNoArchivedObject() {
        var archived = new NewObject(PLAIN.metadata(), Optional.of("DEEP_ARCHIVE"), Map.of());
        store.put(KEY, archived, MemoryBody.of(new byte[3]), Optional.empty(), ANY);
        assertThatThrownBy(() -> store.open(KEY))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage("get s3://bucket/key: archived in DEEP_ARCHIVE (InvalidObjectState)");
    }

    private MemoryObjectStore storeWith(MemoryRules rules) {
        return new MemoryObjectStore(clock, rules).withBucket("bucket");
    }

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
