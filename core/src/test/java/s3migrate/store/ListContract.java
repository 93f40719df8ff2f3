package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.store.memory.MemoryBody;

/// What every store promises about `list`, and about keys.
interface ListContract extends StoreUnderTest {

    @Test
    default void listsNothingInAnEmptyBucket() {
        assertThat(store().list(ListingRequest.first(bucket(), "", "")))
                .isEqualTo(new ListingPage(List.of(), Optional.empty()));
    }

    @Test
    default void keepsOddKeysAndListsThemInByteOrder() {
        var shuffled = new ArrayList<>(KeysInOrder.ALL);
        Collections.reverse(shuffled);
        for (String key : shuffled) {
            put(at(key), MemoryBody.bytes(key.length()));
        }
        for (String key : KeysInOrder.ALL) {
            assertThat(read(at(key))).as(key).hasValue(MemoryBody.bytes(key.length()));
        }
        assertThat(keys("", "", ListingRequest.MAX_KEYS)).isEqualTo(KeysInOrder.ALL);
    }

    @Test
    default void pagesWithoutLosingOrRepeatingAKey() {
        KeysInOrder.ALL.forEach(key -> put(at(key), new byte[1]));
        for (int maxKeys : List.of(1, 2, 5, KeysInOrder.ALL.size(), 1_000)) {
            assertThat(keys("", "", maxKeys)).as("%d a page", maxKeys).isEqualTo(KeysInOrder.ALL);
        }
    }

    @Test
    default void startsAfterAKeyThatNeedNotBeThere() {
        List.of("a", "b", "c").forEach(key -> put(at(key), new byte[1]));
        assertThat(keys("", "a", 2)).containsExactly("b", "c");
        assertThat(keys("", "aa", 2)).containsExactly("b", "c");
        assertThat(keys("", "c", 2)).isEmpty();
    }

    @Test
    default void startsAfterEachOddKey() {
        KeysInOrder.ALL.forEach(key -> put(at(key), new byte[1]));
        for (int i = 0; i < KeysInOrder.ALL.size(); i++) {
            assertThat(keys("", KeysInOrder.ALL.get(i), 1_000))
                    .isEqualTo(KeysInOrder.ALL.subList(i + 1, KeysInOrder.ALL.size()));
        }
    }

    @Test
    default void listsOnlyUnderThePrefix() {
        List.of("a", "a/", "a/b", "a+b/", "a b/x", "b").forEach(key -> put(at(key), new byte[1]));
        assertThat(keys("a/", "", 1)).containsExactly("a/", "a/b");
        assertThat(keys("a+", "", 1)).containsExactly("a+b/");
        assertThat(keys("a ", "", 1)).containsExactly("a b/x");
        assertThat(keys("a", "a b/x", 2)).containsExactly("a+b/", "a/", "a/b");
    }

    @Test
    default void describesEachObjectAsFindDoes() {
        put(at("object"), MemoryBody.bytes(12));
        var found = store().find(at("object")).orElseThrow();
        var rows = store().list(ListingRequest.first(bucket(), "", "")).objects();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst())
                .usingRecursiveComparison()
                .ignoringFields("lastModified")
                .isEqualTo(
                        new ObjectSummary(
                                "object",
                                found.etag(),
                                Optional.empty(),
                                12,
                                found.lastModified(),
                                StoredObject.STANDARD));
        assertThat(rows.getFirst().lastModified())
                .isBetween(found.lastModified(), found.lastModified().plusSeconds(1));
    }

    @Test
    default void listsNoDeletedObject() {
        var location = new ObjectLocation(versionedBucket(), "object");
        put(location, new byte[1]);
        delete(location);
        assertThat(store().list(ListingRequest.first(versionedBucket(), "", "")).objects())
                .isEmpty();
    }

    @Test
    default void namesThePresentVersionOfEachKeyWhereverAPageEnds() {
        var bucket = versionedBucket();
        for (var key : List.of("a", "b b", "b b", "b b", "c", "c", "d", "\u00fc", "\u00fc")) {
            put(new ObjectLocation(bucket, key), MemoryBody.bytes(3));
        }
        delete(new ObjectLocation(bucket, "c"));
        var present = new ArrayList<String>();
        for (var key : List.of("a", "b b", "d", "\u00fc")) {
            var version = store().find(new ObjectLocation(bucket, key)).orElseThrow().versionId();
            present.add(key + " " + version.orElseThrow());
        }
        for (int maxKeys : List.of(1, 2, 3, 1_000)) {
            assertThat(versions(bucket, "", maxKeys)).as("%d", maxKeys).isEqualTo(present);
        }
        assertThat(versions(bucket, "b b", 1)).isEqualTo(present.subList(2, 4));
    }

    @Test
    default void namesNoVersionWhereNoneIsKept() {
        put(at("a"), new byte[1]);
        var rows = store().listVersions(ListingRequest.first(bucket(), "", "")).objects();
        assertThat(rows).extracting(ObjectSummary::versionId).containsExactly(Optional.empty());
        assertThat(rows).isEqualTo(store().list(ListingRequest.first(bucket(), "", "")).objects());
    }

    private List<String> versions(String bucket, String after, int maxKeys) {
        var versions = new ArrayList<String>();
        var request = new ListingRequest(bucket, "", after, Optional.empty(), maxKeys);
        while (true) {
            var page = store().listVersions(request);
            page.objects().forEach(row -> versions.add(row.key() + " " + row.versionId().get()));
            if (page.next().isEmpty()) {
                return versions;
            }
            request = request.next(page.next().get());
        }
    }

    private List<String> keys(String prefix, String after, int maxKeys) {
        var keys = new ArrayList<String>();
        var request = new ListingRequest(bucket(), prefix, after, Optional.empty(), maxKeys);
        while (true) {
            var page = store().list(request);
            page.objects().forEach(row -> keys.add(row.key()));
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(maxKeys);
            if (page.next().isEmpty()) {
                return keys;
            }
            request = request.next(page.next().get());
        }
    }
}
