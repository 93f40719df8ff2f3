package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.listing.Rows.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.listing.Difference.Changed;
import s3migrate.listing.Difference.Extra;
import s3migrate.listing.Difference.Missing;
import s3migrate.listing.Difference.Same;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectSummary;
import s3migrate.route.KeyMapping;
import s3migrate.route.KeyMapping.Mapped.Impossible;
import s3migrate.route.KeyMapping.Mapped.To;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;

class ComparisonTest {

    private static final KeyMapping UNDER_D = new KeyMapping("", "d/", false);

    /// Two buckets, the mapping between them, and how they page.
    private record Case(
            Map<String, ObjectSummary> source,
            Map<String, ObjectSummary> destination,
            KeyMapping mapping,
            KeyRange range,
            int sourcePage,
            int destinationPage) {

        static Case next(RandomGenerator random) {
            var mapping =
                    new KeyMapping(
                            random.nextBoolean() ? "" : "a",
                            random.nextBoolean() ? "" : OddKeys.key(random) + "/",
                            random.nextBoolean());
            var source = new HashMap<String, ObjectSummary>();
            var destination = new HashMap<String, ObjectSummary>();
            for (int left = random.nextInt(60); left > 0; left--) {
                String key = mapping.sourcePrefix() + OddKeys.key(random);
                int sides = random.nextInt(4);
                if (sides != 0) {
                    source.put(key, row(key, content(random)));
                }
                if (sides != 1 && mapping.destinationKey(key) instanceof To(var mapped)) {
                    destination.put(mapped, row(mapped, content(random)));
                }
            }
            for (int left = random.nextInt(20); left > 0; left--) {
                String outside = OddKeys.key(random);
                source.computeIfAbsent(outside, key -> row(key, '1'));
                destination.computeIfAbsent(outside, key -> row(key, '1'));
            }
            return new Case(
                    source,
                    destination,
                    mapping,
                    range(mapping.sourcePrefix(), random),
                    random.nextInt(1, 8),
                    random.nextInt(1, 8));
        }

        private static char content(RandomGenerator random) {
            return random.nextBoolean() ? '1' : '2';
        }

        private static KeyRange range(String prefix, RandomGenerator random) {
            String after = random.nextBoolean() ? "" : prefix + OddKeys.key(random);
            String upTo = prefix + OddKeys.key(random);
            return random.nextBoolean() && KeyOrder.UTF_8.compare(after, upTo) < 0
                    ? new KeyRange(after, Optional.of(upTo))
                    : new KeyRange(after, Optional.empty());
        }

        Comparison comparison() {
            return comparison(
                    Rows.store(List.copyOf(source.values()), sourcePage),
                    Rows.store(List.copyOf(destination.values()), destinationPage));
        }

        Comparison comparison(
                Function<ListingRequest, ListingPage> sourceStore,
                Function<ListingRequest, ListingPage> destinationStore) {
            var there = range.withPrefix(mapping.sourcePrefix(), mapping.destinationRange());
            return new Comparison(
                    new Listing(sourceStore, "src", mapping.sourcePrefix(), range),
                    new Listing(destinationStore, "dst", mapping.destinationRange(), there),
                    mapping,
                    Equality.CONTENT);
        }

        /// By looking every key up, without any order.
        List<Compared> bruteForce() {
            var expected = new ArrayList<Compared>();
            source.values().stream()
                    .filter(row -> covers(row.key()))
                    .forEach(row -> {
                        var there =
                                switch (mapping.destinationKey(row.key())) {
                                    case To(var key) -> Optional.ofNullable(destination.get(key));
                                    case Impossible _ -> Optional.<ObjectSummary>empty();
                                };
                        expected.add(there.map(d -> judged(row, d)).orElse(new Missing(row)));
                    });
            for (var row : destination.values()) {
                var key = mapping.sourceKey(row.key()).filter(this::covers);
                if (key.isPresent() && !source.containsKey(key.get())) {
                    expected.add(new Extra(row));
                }
            }
            return expected;
        }

        @Override
        public String toString() {
            return "%s to %s, %s, %s, pages of %d and %d"
                    .formatted(
                            source.keySet(),
                            destination.keySet(),
                            mapping,
                            range,
                            sourcePage,
                            destinationPage);
        }

        private boolean covers(String key) {
            return key.startsWith(mapping.sourcePrefix()) && range.contains(key);
        }

        private static Compared judged(ObjectSummary here, ObjectSummary there) {
            return here.etag().equals(there.etag()) ? new Same(here) : new Suspect(here, there);
        }
    }

    @Test
    void findsWhatLookingUpEveryKeyFinds() {
        Cases.forAll(
                Case::next,
                c ->
                        assertThat(all(c.comparison()))
                                .containsExactlyInAnyOrderElementsOf(c.bruteForce()));
    }

    @Test
    void findsTheSameInTwoRangesAsInOne() {
        Cases.forAll(
                Case::next,
                c -> {
                    var found = new ArrayList<Compared>();
                    for (var half : halves(c)) {
                        found.addAll(all(half.comparison()));
                    }
                    assertThat(found).isEqualTo(all(c.comparison()));
                });
    }

    @Test
    void aFailedPageOfEitherSideEndsItWithTheFailure() {
        Cases.forAll(
                random -> Map.entry(Case.next(random), random.nextInt(1, 6)),
                generated -> {
                    var c = generated.getKey();
                    var source = Rows.store(List.copyOf(c.source.values()), c.sourcePage);
                    var there = Rows.store(List.copyOf(c.destination.values()), c.destinationPage);
                    assertTrueOrFailed(
                            c, c.comparison(failing(source, generated.getValue()), there));
                    assertTrueOrFailed(
                            c, c.comparison(source, failing(there, generated.getValue())));
                });
    }

    @Test
    void keysUnderALongerPrefixThanTheDestinationsAreNotItsKeys() {
        var source = Rows.store(List.of(row("k", '1')), 9);
        var destination = Rows.store(List.of(row("d/k", '1'), row("d2/k", '1'), row("d", '1')), 9);
        assertThat(all(underD(source, destination, Equality.CONTENT)))
                .containsExactly(new Same(row("k", '1')));
    }

    @Test
    void theMarkerOfTheDestinationFolderIsNoExtra() {
        var source = Rows.store(List.of(), 9);
        var destination = Rows.store(List.of(row("d/", '1')), 9);
        assertThat(all(underD(source, destination, Equality.CONTENT))).isEmpty();
    }

    @Test
    void sizeModeSeesOnlySizes() {
        var grown = row("grown", "1".repeat(32), 8);
        var was = row("d/grown", "1".repeat(32), 7);
        var source = Rows.store(List.of(row("a", '1'), grown), 9);
        var destination = Rows.store(List.of(row("d/a", '2'), was), 9);
        assertThat(all(underD(source, destination, Equality.SIZE)))
                .containsExactly(new Difference.SameSize(row("a", '1')), new Changed(grown, was));
    }

    private static Comparison underD(
            Function<ListingRequest, ListingPage> source,
            Function<ListingRequest, ListingPage> destination,
            Equality equality) {
        return new Comparison(
                new Listing(source, "src", "", KeyRange.ALL),
                new Listing(destination, "dst", "d/", KeyRange.ALL),
                UNDER_D,
                equality);
    }

    /// What came before a failure is true, and without a failure everything came.
    private static void assertTrueOrFailed(Case c, Comparison comparison) {
        var found = new ArrayList<Compared>();
        try (comparison) {
            readInto(found, comparison);
            assertThat(found).containsExactlyInAnyOrderElementsOf(c.bruteForce());
        } catch (StoreException.Transient broken) {
            assertThat(broken).hasMessage("list: SlowDown");
            assertThat(new HashSet<>(c.bruteForce())).containsAll(found);
        }
    }

    private static Function<ListingRequest, ListingPage> failing(
            Function<ListingRequest, ListingPage> store, int page) {
        var asked = new AtomicInteger();
        return request -> {
            if (asked.incrementAndGet() >= page) {
                throw new StoreException.Transient("SlowDown", "list: SlowDown", null);
            }
            return store.apply(request);
        };
    }

    private static Collection<Case> halves(Case c) {
        var keys =
                c.source.keySet().stream()
                        .filter(c::covers)
                        .filter(key -> !c.range.upTo().equals(Optional.of(key)))
                        .sorted(KeyOrder.UTF_8)
                        .toList();
        if (keys.isEmpty()) {
            return List.of(c);
        }
        String middle = keys.get(keys.size() / 2);
        return List.of(
                in(c, new KeyRange(c.range.after(), Optional.of(middle))),
                in(c, new KeyRange(middle, c.range.upTo())));
    }

    private static Case in(Case c, KeyRange range) {
        return new Case(c.source, c.destination, c.mapping, range, c.sourcePage, c.destinationPage);
    }

    private static List<Compared> all(Comparison comparison) {
        try (comparison) {
            var rows = new ArrayList<Compared>();
            readInto(rows, comparison);
            return rows;
        }
    }

    private static void readInto(List<Compared> rows, Comparison comparison) {
        try {
            for (var row = comparison.next(); row.isPresent(); row = comparison.next()) {
                rows.add(row.get());
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
