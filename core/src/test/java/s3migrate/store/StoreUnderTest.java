package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.WriteAnswer.Written;
import s3migrate.store.memory.MemoryBody;

/// What a contract suite needs of the store it runs against, and what its tests have in common.
interface StoreUnderTest {

    Expectation ABSENT = new Expectation.Absent();
    Expectation ANY = new Expectation.Any();
    NewObject PLAIN = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());

    ObjectStore store();

    /// An empty bucket of this test's own.
    String bucket();

    /// An empty bucket of this test's own that keeps versions.
    String versionedBucket();

    /// Parts but the last must have so many bytes.
    long minimumPartBytes();

    /// Another program deletes the object.
    void delete(ObjectLocation location);

    default ObjectLocation at(String key) {
        return new ObjectLocation(bucket(), key);
    }

    default Written put(ObjectLocation to, byte[] bytes) {
        return written(store().put(to, PLAIN, MemoryBody.of(bytes), Optional.empty(), ANY));
    }

    default WriteAnswer put(ObjectLocation to, byte[] bytes, Expectation expected) {
        return store().put(to, PLAIN, MemoryBody.of(bytes), Optional.empty(), expected);
    }

    default WriteAnswer put(ObjectLocation to, byte[] bytes, Checksum checksum) {
        return store().put(to, PLAIN, MemoryBody.of(bytes), Optional.of(checksum), ANY);
    }

    /// The content of the current version; empty if there is none.
    default Optional<byte[]> read(ObjectLocation from) {
        return store().open(from).map(StoreUnderTest::drain);
    }

    static byte[] drain(OpenObject opened) {
        try (opened) {
            return opened.body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Written written(WriteAnswer answer) {
        assertThat(answer).isInstanceOf(Written.class);
        return (Written) answer;
    }

    static Expectation present(ETag etag) {
        return new Expectation.Present(etag);
    }
}
