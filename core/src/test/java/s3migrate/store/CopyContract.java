package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ByteRange;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.route.Protection;
import s3migrate.store.WriteAnswer.Refused;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about copies within it.
interface CopyContract extends UploadUnderTest {

    CopyWish AS_IS = CopyWish.in(Optional.empty());

    @Test
    default void copiesBytesHeadersMetadataAndTags() {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/plain; charset=utf-8"),
                        Optional.of("gzip"),
                        Optional.of("de"),
                        Optional.of("attachment"),
                        Optional.of("no-cache"),
                        Optional.of("not a date"),
                        Optional.of("/elsewhere"),
                        Map.of("owner", "=?UTF-8?Q?=C3=BC?="));
        var what = new NewObject(metadata, Optional.of("STANDARD_IA"), Map.of("a b", "c+d"));
        var bytes = MemoryBody.bytes(40);
        store().put(at("source"), what, MemoryBody.of(bytes), Optional.empty(), ANY);
        var source = found(at("source"));

        var written = StoreUnderTest.written(store().copy(source, at("copy"), AS_IS, ABSENT));

        var copy = found(at("copy"));
        assertThat(read(at("copy"))).hasValue(bytes);
        assertThat(copy.metadata()).isEqualTo(metadata);
        assertThat(copy.storageClass()).isEqualTo(StoredObject.STANDARD);
        assertThat(store().tags(copy.pinned())).isEqualTo(what.tags());
        assertThat(written.etag()).isEqualTo(source.etag());
        assertThat(written.checksum()).isEqualTo(source.checksum());
    }

    @Test
    default void copiesWithOtherHeadersAndWithoutTagsWhereThatIsWished() {
        var nothing = Optional.<String>empty();
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/plain"),
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        Map.of("a", "1"));
        var what = new NewObject(metadata, Optional.empty(), Map.of("t", "1"));
        store().put(at("source"), what, MemoryBody.of(new byte[3]), Optional.empty(), ANY);
        var other = metadata.withUser("b", "2");
        var wish = new CopyWish(Optional.of(other), false, Optional.empty(), Protection.NONE);

        StoreUnderTest.written(store().copy(found(at("source")), at("copy"), wish, ABSENT));

        assertThat(found(at("copy")).metadata()).isEqualTo(other);
        assertThat(store().tags(found(at("copy")).pinned())).isEmpty();
    }

    @Test
    default void copiesIntoTheStorageClassThatIsAsked() {
        put(at("source"), new byte[3]);
        store().copy(found(at("source")), at("copy"), CopyWish.in(Optional.of("GLACIER_IR")), ANY);
        assertThat(found(at("copy")).storageClass()).isEqualTo("GLACIER_IR");
    }

    @Test
    default void copiesKeysThatLookLikePathsOrQueries() {
        for (String key : List.of("a//b", "a/../b", "a b+c", "100%25", "q?versionId=1", "ü😀")) {
            put(at(key), MemoryBody.bytes(7));
            var copy = at("copies/" + key);
            StoreUnderTest.written(store().copy(found(at(key)), copy, AS_IS, ABSENT));
            assertThat(read(copy)).as(key).hasValue(MemoryBody.bytes(7));
        }
    }

    @Test
    default void copiesTheVersionThatIsPinned() {
        var source = new ObjectLocation(versionedBucket(), "source");
        put(source, new byte[3]);
        var pinned = found(source);
        put(source, new byte[4]);

        StoreUnderTest.written(store().copy(pinned, at("copy"), AS_IS, ANY));

        assertThat(read(at("copy"))).hasValue(new byte[3]);
    }

    @Test
    default void copiesNothingOfASourceThatIsAnotherNow() {
        put(at("source"), new byte[3]);
        var former = found(at("source"));
        var there = put(at("copy"), new byte[1]);
        put(at("source"), new byte[4]);

        for (var expected : List.of(ANY, StoreUnderTest.present(there.etag()))) {
            assertThatThrownBy(
                            () -> store().copy(former, at("copy"), AS_IS, expected), "%s", expected)
                    .isInstanceOf(SourceChangedException.class);
        }
        assertThat(read(at("copy"))).hasValue(new byte[1]);
    }

    @Test
    default void copiesNothingOfASourceThatIsGone() {
        put(at("source"), new byte[3]);
        var former = found(at("source"));
        delete(at("source"));

        assertThatThrownBy(() -> store().copy(former, at("copy"), AS_IS, ABSENT))
                .isInstanceOf(SourceChangedException.class);
    }

    @Test
    default void copiesOnlyToADestinationThatIsAsExpected() {
        put(at("source"), new byte[3]);
        var source = found(at("source"));
        var there = put(at("copy"), new byte[1]);

        assertThat(store().copy(source, at("copy"), AS_IS, ABSENT))
                .isEqualTo(new Refused("PreconditionFailed"));
        var other = StoreUnderTest.present(new ETag("0123"));
        assertThat(store().copy(source, at("copy"), AS_IS, other))
                .isEqualTo(new Refused("PreconditionFailed"));
        assertThat(store().copy(source, at("none"), AS_IS, other))
                .isEqualTo(new Refused("NoSuchKey"));
        assertThat(read(at("copy"))).hasValue(new byte[1]);
        var expected = StoreUnderTest.present(there.etag());
        StoreUnderTest.written(store().copy(source, at("copy"), AS_IS, expected));
        assertThat(read(at("copy"))).hasValue(new byte[3]);
    }

    @Test
    default void copiesRangesAsParts() {
        byte[] bytes = MemoryBody.bytes(Math.toIntExact(minimumPartBytes()) + 5);
        put(at("source"), bytes);
        var source = found(at("source"));
        var upload = create(at("copy"));

        var first = new Part(1, new ByteRange(0, minimumPartBytes()));
        var second = new Part(2, new ByteRange(minimumPartBytes(), 5));
        var parts =
                List.of(
                        store().copyPart(upload, first, source.pinned()).orElseThrow(),
                        store().copyPart(upload, second, source.pinned()).orElseThrow());

        assertThat(store().parts(upload)).hasValue(parts);
        StoreUnderTest.written(complete(upload, parts, ABSENT));
        assertThat(read(at("copy"))).hasValue(bytes);
    }

    @Test
    default void copiesNoPartOfASourceThatIsAnotherNow() {
        put(at("source"), new byte[3]);
        var former = found(at("source")).pinned();
        var upload = create(at("copy"));
        put(at("source"), new byte[4]);

        assertThatThrownBy(() -> store().copyPart(upload, part(1, 3), former))
                .isInstanceOf(SourceChangedException.class);
        assertThat(store().parts(upload)).hasValue(List.of());
    }

    @Test
    default void copiesNoPartIntoAnUploadThatIsGone() {
        put(at("source"), new byte[3]);
        var upload = create(at("copy"));
        store().abort(upload);
        assertThat(store().copyPart(upload, part(1, 3), found(at("source")).pinned())).isEmpty();
    }

    @Test
    default void givesAnObjectOtherHeadersAndTagsInPlace() {
        var old = new NewObject(headers("text/plain"), Optional.empty(), Map.of("a", "b"));
        var bytes = MemoryBody.bytes(40);
        store().put(at("object"), old, MemoryBody.of(bytes), Optional.empty(), ANY);
        var there = found(at("object"));
        var what =
                new NewObject(headers("text/html"), Optional.of("STANDARD_IA"), Map.of("c", "d e"));

        var written =
                StoreUnderTest.written(
                        store().rewrite(there, what, StoreUnderTest.present(there.etag())));

        var now = found(at("object"));
        assertThat(read(at("object"))).hasValue(bytes);
        assertThat(now.metadata()).isEqualTo(what.metadata());
        assertThat(now.storageClass()).isEqualTo("STANDARD_IA");
        assertThat(store().tags(now.pinned())).isEqualTo(what.tags());
        assertThat(written.etag()).isEqualTo(there.etag());
        assertThat(now.checksum()).isEqualTo(there.checksum());
    }

    @Test
    default void givesNothingToAnObjectThatIsAnotherNow() {
        put(at("object"), new byte[3]);
        var former = found(at("object"));
        put(at("object"), new byte[4]);
        var expected = StoreUnderTest.present(former.etag());

        assertThat(store().rewrite(former, PLAIN, expected)).isInstanceOf(Refused.class);
        delete(at("object"));
        assertThat(store().rewrite(former, PLAIN, expected)).isInstanceOf(Refused.class);
    }

    private static ObjectMetadata headers(String contentType) {
        return new ObjectMetadata(
                Optional.of(contentType),
                Optional.of("gzip"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("no-cache"),
                Optional.empty(),
                Optional.empty(),
                Map.of("owner", contentType.substring(5)));
    }

    private StoredObject found(ObjectLocation location) {
        return store().find(location).orElseThrow();
    }
}
