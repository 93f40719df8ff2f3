package s3migrate.sandbox.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void rollsUpByDelimiterThroughPagesOfAnySize(int limit) {
        var keys = keys("a", "b/1", "b/2", "b/c/3", "c", "d/\uDBFF\uDFFF", "d/\uDBFF\uDFFFx", "e");

        assertThat(pages(keys, "", "/", limit)).containsExactly("a", "b/", "c", "d/", "e");
        assertThat(pages(keys, "b/", "/", limit)).containsExactly("b/1", "b/2", "b/c/");
    }

    @Test
    void skipsKeysBehindDeleteMarkersWithoutCountingThem() {
        var keys = keys("a", "c");
        keys.put("b", new KeyHistory(List.of(new DeleteMarker("x", Instant.EPOCH))));

        assertThat(pages(keys, "", "", 1)).containsExactly("a", "c");
    }

    @Test
    void beginsAfterStartAfterEvenIfThatKeyIsAbsent() {
        var keys = keys("a", "b", "d");
        var request = new Listing.Request("", "c", false, "", 10);

        assertThat(texts(Listing.of(keys, request))).containsExactly("d");
    }

    @Test
    void findsTheFirstKeyAfterAllOfAPrefix() {
        assertThat(Listing.afterAllWith("a/")).contains("a0");
        assertThat(Listing.afterAllWith("a\uD7FF")).contains("a\uE000");
        assertThat(Listing.afterAllWith("a\uDBFF\uDFFF")).contains("b");
        assertThat(Listing.afterAllWith("\uDBFF\uDFFF")).isEmpty();
    }

    private static List<String> pages(
            NavigableMap<String, KeyHistory> keys, String prefix, String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        Optional<String> from = Optional.of("");
        while (from.isPresent()) {
            var page =
                    Listing.of(
                            keys, new Listing.Request(prefix, from.get(), true, delimiter, limit));
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(texts(page));
            from = page.next();
        }
        return all;
    }

    private static List<String> texts(Listing page) {
        return page.entries().stream()
                .map(entry ->
                        switch (entry) {
                            case Listing.Entry.Key(String key, _) -> key;
                            case Listing.Entry.CommonPrefix(String prefix) -> prefix;
                        })
                .toList();
    }

    private static NavigableMap<String, KeyHistory> keys(String... names) {
        NavigableMap<String, KeyHistory> keys = new TreeMap<>(new KeyOrder());
        for (String name : names) {
            keys.put(name, new KeyHistory(List.of(object())));
        }
        return keys;
    }

    private static ObjectVersion object() {
        return new ObjectVersion(
                Version.NULL_ID,
                Content.of(List.of()),
                "",
                Instant.EPOCH,
                Optional.empty(),
                ObjectProperties.NONE,
                List.of(),
                Optional.empty());
    }
}
