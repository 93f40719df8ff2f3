package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.object.KeyOrder;
import s3migrate.route.BucketPrefix;
import s3migrate.route.KeyMapping;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;

/// Whatever keys look like, a cut that leaves work on both sides is found with few requests, and
/// where the source has a key to cut at, none of them goes to the destination.
class SplitSearchTest {

    private static final int COUNT = 20_000;

    enum Shape {
        FLAT_HEX,
        FLAT_NUMBERS,
        DEEP,
        ONE_HUGE_PREFIX,
        SKEWED,
        NON_ASCII,
        EMOJI;

        private String key(int i) {
            return switch (this) {
                case FLAT_HEX -> "%08x".formatted(i * 214_748L);
                case FLAT_NUMBERS -> "img%09d.jpg".formatted(i);
                case DEEP ->
                        "data/2026/%02d/%02d/host-%02d/%05d"
                                .formatted(i / 2_000, i / 100 % 20, i % 7, i);
                case ONE_HUGE_PREFIX ->
                        "one/very/long/prefix/that/all/keys/have/in/common/" + hash(i);
                case SKEWED -> (i < COUNT / 10 ? "a/" : "z/z/z/") + hash(i);
                case NON_ASCII -> "日本語/" + Character.toString(0x4e00 + i % 9_000) + "/" + i;
                case EMOJI -> Character.toString(0x1f600 + i % 60) + hash(i);
            };
        }

        List<String> keys() {
            return IntStream.range(0, COUNT).mapToObj(this::key).sorted(KeyOrder.UTF_8).toList();
        }
    }

    private static String hash(int i) {
        return "%016x".formatted(new Random(i).nextLong());
    }

    @ParameterizedTest
    @EnumSource
    void findsACutWithFewRequests(Shape shape) {
        var all = shape.keys();
        var requests = new ArrayList<ListingRequest>();
        var keys = new KeySpace();
        all.subList(0, 1_000).forEach(keys::saw);
        var search = new SplitSearch(sides(all, requests), keys);

        String low = all.get(999);
        var shared = KeySpace.commonPrefix(all.getFirst(), low);
        var found = search.find(low, Optional.empty(), Optional.empty(), shared);

        int at = all.indexOf(found.key().orElseThrow());
        assertThat(at).isBetween(1_500, COUNT - 500);
        assertThat(requests)
                .hasSizeLessThanOrEqualTo(15)
                .allMatch(request -> request.bucket().equals("src"));
        requests.clear();

        var again = search.find(low, found.key(), found.key(), shared);
        assertThat(all.indexOf(again.key().orElseThrow())).isBetween(1_000, at - 1);
        assertThat(requests)
                .hasSizeLessThanOrEqualTo(10)
                .allMatch(request -> request.bucket().equals("src"));
    }

    /// Between two keys of the source the destination may have many that are its alone.
    @Test
    void cutsWhereOnlyTheDestinationHasKeys() {
        var all = Shape.FLAT_NUMBERS.keys();
        var ends = List.of(all.getFirst(), all.getLast());
        var keys = new KeySpace();
        keys.saw(all.getLast());
        var search = new SplitSearch(sides(ends, all, new ArrayList<>()), keys);
        var found = search.find(all.get(999), Optional.of(all.getLast()), Optional.empty(), "img");
        assertThat(all.indexOf(found.key().orElseThrow())).isBetween(1_000, COUNT - 2);
    }

    /// A walk may have come upon keys where an earlier search found none.
    @Test
    void searchesOnWhereNoneWereSaidToBe() {
        var all = Shape.FLAT_NUMBERS.keys();
        var keys = new KeySpace();
        keys.saw(all.getLast());
        var search = new SplitSearch(sides(all, new ArrayList<>()), keys);
        var found =
                search.find(
                        all.get(999), Optional.of(all.getLast()), Optional.of(all.get(5)), "img");
        assertThat(all.indexOf(found.key().orElseThrow())).isBetween(1_000, COUNT - 2);
    }

    /// Where versions are listed, a page holds those that are there and hides the others.
    @Test
    void findsKeysAmongManyThatAreDeleted() {
        var all = Shape.FLAT_NUMBERS.keys();
        var requests = new ArrayList<ListingRequest>();
        var rows = all.stream().map(key -> Rows.row(key, '1')).toList();
        Function<ListingRequest, ListingPage> versions =
                request -> {
                    requests.add(request);
                    var page = Rows.store(rows, request.maxKeys()).apply(request);
                    var there =
                            page.objects().stream()
                                    .filter(row -> row.key().endsWith("77.jpg"))
                                    .toList();
                    return new ListingPage(there, page.next());
                };
        var place = new BucketPrefix("src", "");
        var sides = new TwoSides(versions, place, versions, place, new KeyMapping("", "", false));
        var keys = new KeySpace();
        all.subList(0, 1_000).forEach(keys::saw);
        String low = all.get(999);

        var found =
                new SplitSearch(sides, keys)
                        .find(
                                low,
                                Optional.empty(),
                                Optional.empty(),
                                KeySpace.commonPrefix(all.getFirst(), low));

        assertThat(found.key().orElseThrow()).endsWith("77.jpg");
        assertThat(all.indexOf(found.key().get())).isBetween(1_500, COUNT - 500);
        assertThat(requests).hasSizeLessThanOrEqualTo(60);
    }

    private static TwoSides sides(List<String> keys, List<ListingRequest> requests) {
        return sides(keys, keys, requests);
    }

    private static TwoSides sides(
            List<String> keys, List<String> theirs, List<ListingRequest> requests) {
        var store = Rows.store(keys.stream().map(key -> Rows.row(key, '1')).toList(), 1_000);
        var other = Rows.store(theirs.stream().map(key -> Rows.row(key, '1')).toList(), 1_000);
        return new TwoSides(
                request -> {
                    requests.add(request);
                    return store.apply(request);
                },
                new BucketPrefix("src", ""),
                request -> {
                    requests.add(request);
                    return other.apply(request);
                },
                new BucketPrefix("dst", ""),
                new KeyMapping("", "", false));
    }
}
