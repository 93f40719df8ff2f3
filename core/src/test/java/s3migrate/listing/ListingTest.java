package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.listing.Rows.row;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;

class ListingTest {

    private final Queue<ListingRequest> requests = new ConcurrentLinkedQueue<>();

    @Test
    void readsAllPagesInKeyOrder() throws Exception {
        var rows = rows(2_500);
        assertThat(Rows.all(listing(Rows.store(rows, 1_000), "", KeyRange.ALL))).isEqualTo(rows);
        assertThat(requests).hasSize(3);
    }

    @Test
    void asksForOnePageAheadAndNoMore() throws Exception {
        try (var listing = listing(Rows.store(rows(10), 2), "", KeyRange.ALL)) {
            var _ = listing.next();
        }
        assertThat(requests).hasSizeBetween(1, 2);
    }

    @Test
    void anEmptyPageIsNotTheEnd() throws Exception {
        var last = row("b", '1');
        var pages =
                pages(
                        new ListingPage(List.of(), Optional.of("t1")),
                        new ListingPage(List.of(), Optional.of("t2")),
                        new ListingPage(List.of(last), Optional.empty()));
        assertThat(Rows.all(listing(pages, "", KeyRange.ALL))).containsExactly(last);
    }

    @Test
    void aFailedPageIsNeverTheEnd() throws Exception {
        var broken = new StoreException.Transient("SlowDown", "list s3://src/: SlowDown", null);
        var whole = Rows.store(rows(4), 2);
        try (var listing =
                listing(
                        request -> {
                            if (request.continuation().isPresent()) {
                                throw broken;
                            }
                            return whole.apply(request);
                        },
                        "",
                        KeyRange.ALL)) {
            assertThat(listing.next()).isPresent();
            assertThat(listing.next()).isPresent();
            assertThatThrownBy(listing::next).isSameAs(broken);
            assertThatThrownBy(listing::next).isSameAs(broken);
        }
    }

    @Test
    void anErrorOfTheReadingThreadReachesTheCaller() {
        var error = new StackOverflowError("parser");
        try (var listing =
                listing(
                        _ -> {
                            throw error;
                        },
                        "",
                        KeyRange.ALL)) {
            assertThatThrownBy(listing::next).isSameAs(error);
        }
    }

    @Test
    void refusesKeysOutOfUtf8Order() {
        // The order of UTF-16, which some stores keep.
        var rows = List.of(row("\ud83d\ude00", '1'), row("\uff5e", '1'));
        assertRefused(
                pages(new ListingPage(rows, Optional.empty())),
                "list s3://src/: key \"\uff5e\" came after \"\ud83d\ude00\": accepted is UTF-8 order,"
                        + " which directory buckets and some S3-compatible stores do not keep");
    }

    @Test
    void refusesAKeyThatComesTwiceAcrossPages() {
        var rows = List.of(row("a", '1'));
        assertRefused(
                pages(
                        new ListingPage(rows, Optional.of("t")),
                        new ListingPage(rows, Optional.empty())),
                "list s3://src/: key \"a\" came after \"a\": accepted is UTF-8 order,"
                        + " which directory buckets and some S3-compatible stores do not keep");
    }

    @Test
    void refusesKeysOutsideThePrefix() {
        var page = new ListingPage(List.of(row("q/a", '1')), Optional.empty());
        try (var listing = listing(pages(page), "p/", KeyRange.ALL)) {
            assertThatThrownBy(listing::next)
                    .isInstanceOf(BrokenListingException.class)
                    .hasMessage(
                            "list s3://src/p/: key \"q/a\" came: accepted are keys under the prefix");
        }
    }

    @Test
    void refusesAListingThatStandsStill() {
        var page = new ListingPage(List.of(), Optional.of("t"));
        assertRefused(
                _ -> page, "list s3://src/: an empty page goes on where it began, at token \"t\"");
    }

    @Test
    void aPrefixIsAnyTextAsInS3() throws Exception {
        var rows = List.of(row("pre", '1'), row("pre/a", '1'), row("prefix2/a", '1'));
        assertThat(Rows.all(listing(Rows.store(rows, 2), "pre", KeyRange.ALL))).isEqualTo(rows);
        assertThat(Rows.all(listing(Rows.store(rows, 2), "pre/", KeyRange.ALL)))
                .containsExactly(rows.get(1));
    }

    @Test
    void asksNothingBehindItsRange() throws Exception {
        var rows = rows(100);
        var range = new KeyRange(rows.get(9).key(), Optional.of(rows.get(14).key()));
        assertThat(Rows.all(listing(Rows.store(rows, 4), "", range)))
                .isEqualTo(rows.subList(10, 15));
        assertThat(requests).hasSize(2);
    }

    @Test
    void asksNoPageBehindItsLastKey() throws Exception {
        var rows = rows(8);
        var range = new KeyRange("", Optional.of(rows.get(3).key()));
        assertThat(Rows.all(listing(Rows.store(rows, 4), "", range))).isEqualTo(rows.subList(0, 4));
        assertThat(requests).hasSize(1);
    }

    @Test
    void leavesOutWhatAStoreListsBeforeTheStart() throws Exception {
        var rows = rows(10);
        var ignoresStart = pages(new ListingPage(rows, Optional.empty()));
        var range = new KeyRange(rows.get(7).key(), Optional.empty());
        assertThat(Rows.all(listing(ignoresStart, "", range))).isEqualTo(rows.subList(8, 10));
    }

    @Test
    void sendsNoStartThatIsNoKey() throws Exception {
        var range = new KeyRange("a".repeat(1_022) + "\ud83d\ude00", Optional.empty());
        var _ = Rows.all(listing(Rows.store(rows(1), 1), "", range));
        assertThat(requests).extracting(ListingRequest::after).containsExactly("a".repeat(1_022));
    }

    @Test
    void closingEndsARequestOnItsWay() throws Exception {
        var asked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        try (var _ =
                listing(
                        _ -> {
                            asked.countDown();
                            throw awaitInterrupt(interrupted);
                        },
                        "",
                        KeyRange.ALL)) {
            asked.await();
        }
        assertThat(interrupted.getCount()).isZero();
    }

    private static RuntimeException awaitInterrupt(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            interrupted.countDown();
        }
        return new IllegalStateException("interrupted");
    }

    private void assertRefused(Function<ListingRequest, ListingPage> store, String message) {
        try (var listing = listing(store, "", KeyRange.ALL)) {
            assertThatThrownBy(() -> Rows.all(listing))
                    .isInstanceOf(BrokenListingException.class)
                    .hasMessage(message);
        }
    }

    private Listing listing(
            Function<ListingRequest, ListingPage> store, String prefix, KeyRange range) {
        return new Listing(
                request -> {
                    requests.add(request);
                    return store.apply(request);
                },
                "src",
                prefix,
                range);
    }

    private static Function<ListingRequest, ListingPage> pages(ListingPage... pages) {
        var left = new ConcurrentLinkedQueue<>(List.of(pages));
        return _ -> left.remove();
    }

    private static List<ObjectSummary> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> row("k%05d".formatted(i), '1')).toList();
    }
}
