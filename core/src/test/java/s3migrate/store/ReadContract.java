package s3migrate.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about `find`, `open` and `tags`.
interface ReadContract extends StoreUnderTest {

    @Test
    default void findsNothingWhereThereIsNothing() {
        assertThat(store().find(at("absent"))).isEmpty();
        assertThat(store().open(at("absent"))).isEmpty();
    }

    @Test
    default void findsNothingUnderADeleteMarker() {
        var location = new ObjectLocation(versionedBucket(), "deleted");
        put(location, MemoryBody.bytes(3));
        delete(location);
        assertThat(store().find(location)).isEmpty();
        assertThat(store().open(location)).isEmpty();
    }

    @Test
    default void describesAnObjectTheSameWayByFindAndByOpen() throws IOException {
        put(at("object"), MemoryBody.bytes(1_000));
        var found = store().find(at("object")).orElseThrow();
        try (var opened = store().open(at("object")).orElseThrow();
                var ranged = store().open(found.pinned(), Optional.of(new ByteRange(10, 20)))) {
            assertThat(opened.object()).isEqualTo(found);
            assertThat(ranged.object().pinned()).isEqualTo(found.pinned());
            assertThat(ranged.object().metadata()).isEqualTo(found.metadata());
        }
    }

    @Test
    default void readsARange() {
        byte[] bytes = MemoryBody.bytes(1_000);
        put(at("object"), bytes);
        var pinned = store().find(at("object")).orElseThrow().pinned();
        for (var range :
                List.of(new ByteRange(0, 1), new ByteRange(1, 998), new ByteRange(999, 1))) {
            byte[] read = StoreUnderTest.drain(store().open(pinned, Optional.of(range)));
            assertThat(read)
                    .as(range.toString())
                    .isEqualTo(
                            Arrays.copyOfRange(bytes, (int) range.first(), (int) range.last() + 1));
        }
    }

    @Test
    default void tellsHowLongTheFirstPartIs() {
        put(at("whole"), new byte[100]);
        assertThat(store().firstPartBytes(pinned("whole"))).isEqualTo(100);
        int part = (int) minimumPartBytes() + 3;
        var upload = store().create(at("parts"), PLAIN, ChecksumAlgorithm.CRC32C);
        var parts = new ArrayList<UploadedPart>();
        for (int number = 1; number <= 2; number++) {
            var range = new ByteRange((number - 1L) * part, number == 1 ? part : 7);
            var body = MemoryBody.of(new byte[(int) range.length()]);
            parts.add(store().uploadPart(upload, new Part(number, range), body).orElseThrow());
        }
        StoreUnderTest.written(store().complete(upload, parts, part + 7, Optional.empty(), ANY));
        assertThat(store().firstPartBytes(pinned("parts"))).isEqualTo(part);
    }

    private PinnedObject pinned(String key) {
        return store().find(at(key)).orElseThrow().pinned();
    }

    @Test
    default void readsAPinnedObjectWhole() {
        put(at("empty"), new byte[0]);
        put(at("object"), MemoryBody.bytes(100));
        for (var key : List.of("empty", "object")) {
            var pinned = store().find(at(key)).orElseThrow().pinned();
            assertThat(StoreUnderTest.drain(store().open(pinned, Optional.empty())))
                    .as(key)
                    .isEqualTo(read(at(key)).orElseThrow());
        }
    }

    @Test
    default void refusesToReadAnOverwrittenObject() {
        put(at("object"), MemoryBody.bytes(100));
        var pinned = store().find(at("object")).orElseThrow().pinned();
        put(at("object"), MemoryBody.bytes(101));
        assertSourceChanged(pinned, Optional.empty());
        assertSourceChanged(pinned, Optional.of(new ByteRange(0, 10)));
    }

    @Test
    default void refusesToReadADeletedObject() {
        put(at("object"), MemoryBody.bytes(100));
        var pinned = store().find(at("object")).orElseThrow().pinned();
        delete(at("object"));
        assertSourceChanged(pinned, Optional.empty());
        assertSourceChanged(pinned, Optional.of(new ByteRange(0, 10)));
    }

    @Test
    default void readsAnOlderVersionByItsId() {
        var location = new ObjectLocation(versionedBucket(), "object");
        byte[] first = MemoryBody.bytes(100);
        put(location, first);
        var pinned = store().find(location).orElseThrow().pinned();
        put(location, MemoryBody.bytes(101));
        assertThat(pinned.versionId()).isPresent();
        assertThat(StoreUnderTest.drain(store().open(pinned, Optional.empty()))).isEqualTo(first);
    }

    @Test
    default void refusesAVersionIdThatHasAnotherContent() {
        var location = new ObjectLocation(versionedBucket(), "object");
        put(location, MemoryBody.bytes(100));
        var found = store().find(location).orElseThrow();
        assertSourceChanged(
                new PinnedObject(location, new ETag("0123"), found.versionId(), found.size()),
                Optional.empty());
    }

    @Test
    default void leavesConnectionsFreeWhenBodiesAreClosedEarly() throws IOException {
        put(at("object"), MemoryBody.bytes(1_000_000));
        for (int i = 0; i < 50; i++) {
            try (var opened = store().open(at("object")).orElseThrow()) {
                assertThat(opened.body().read()).isNotNegative();
            }
        }
        assertThat(store().find(at("object"))).isPresent();
    }

    @Test
    default void givesTheTagsAsTheyWere() {
        var tags = Map.of("a", "", "with space", "a+b=c/d", "Größe", "ü:.@-_");
        var what = new NewObject(PLAIN.metadata(), Optional.empty(), tags);
        store().put(at("tagged"), what, MemoryBody.of("x".getBytes(UTF_8)), Optional.empty(), ANY);
        var found = store().find(at("tagged")).orElseThrow();
        assertThat(found.tagCount()).isEqualTo(3);
        assertThat(store().tags(found.pinned())).isEqualTo(tags);
    }

    @Test
    default void hasNoTagsWhereNoneWereGiven() {
        put(at("object"), MemoryBody.bytes(1));
        var found = store().find(at("object")).orElseThrow();
        assertThat(found.tagCount()).isZero();
        assertThat(store().tags(found.pinned())).isEmpty();
    }

    @Test
    default void refusesTheTagsOfADeletedObject() {
        put(at("object"), MemoryBody.bytes(1));
        var pinned = store().find(at("object")).orElseThrow().pinned();
        delete(at("object"));
        assertThatThrownBy(() -> store().tags(pinned)).isInstanceOf(SourceChangedException.class);
    }

    private void assertSourceChanged(PinnedObject pinned, Optional<ByteRange> range) {
        assertThatThrownBy(() -> store().open(pinned, range))
                .isInstanceOf(SourceChangedException.class)
                .hasMessage(
                        "read %s: ETag %s is not current any more"
                                .formatted(pinned.location(), pinned.etag()));
    }
}
