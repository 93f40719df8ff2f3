package s3migrate.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.route.BucketPrefix;
import s3migrate.route.KeyMapping;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;

/// Both sides of a route, ready to be listed over the same ranges of source keys. Serves many
/// threads.
public record TwoSides(
        Function<ListingRequest, ListingPage> source,
        BucketPrefix sourcePlace,
        Function<ListingRequest, ListingPage> destination,
        BucketPrefix destinationPlace,
        KeyMapping mapping) {

    /// Of versions and delete markers, where a search for one key looks on.
    private static final int MOST_PAGES = 10;

    /// Begins to list both; the caller closes it.
    public Comparison compare(KeyRange range, Equality equality) {
        return compare(range, equality, true);
    }

    /// Compares the first keys of a range: those up to `most` of either side, which are no more
    /// than a page, take one request a side.
    public Beginning begin(KeyRange range, Equality equality, int most)
            throws InterruptedException {
        var rows = new ArrayList<Compared>();
        String first = "";
        try (var comparison = compare(range, equality, false)) {
            while (rows.size() < most) {
                var row = comparison.next();
                if (row.isEmpty()) {
                    return new Beginning(rows, first, Optional.empty());
                }
                rows.add(row.get());
                first = rows.size() == 1 ? comparison.reached() : first;
            }
            return new Beginning(rows, first, Optional.of(comparison.reached()));
        }
    }

    /// What was found at the beginning of a range.
    ///
    /// @param first the first source key
    /// @param reached the last; empty if there are no more in the range
    public record Beginning(List<Compared> rows, String first, Optional<String> reached) {}

    private Comparison compare(KeyRange range, Equality equality, boolean readsAhead) {
        String from = sourcePlace.prefix();
        String to = destinationPlace.prefix();
        return new Comparison(
                new Listing(source, sourcePlace.bucket(), from, range, readsAhead),
                new Listing(
                        destination,
                        destinationPlace.bucket(),
                        to,
                        range.withPrefix(from, to),
                        readsAhead),
                mapping,
                equality);
    }

    /// The first key behind `bound` that the source really has, in the range and not its last. One
    /// request of one row, unless versions are listed and the first is none that is there.
    ///
    /// @param bound need not be a key
    Optional<String> firstAtSource(String bound, KeyRange range) {
        return first(source, sourcePlace, bound).filter(key -> isWithin(key, range));
    }

    /// The same of what the destination has, as the key it is a copy of.
    Optional<String> firstAtDestination(String bound, KeyRange range) {
        return bound.startsWith(sourcePlace.prefix())
                ? first(destination, destinationPlace, mapping.destinationBound(bound))
                        .flatMap(mapping::sourceKey)
                        .filter(key -> isWithin(key, range))
                : Optional.empty();
    }

    private static boolean isWithin(String key, KeyRange range) {
        return range.contains(key) && !range.endsBy(key);
    }

    /// Where versions are listed, a page may hold former ones and delete markers alone: the pages
    /// behind it are full ones, and after some without a key there is none as far as a search goes.
    private static Optional<String> first(
            Function<ListingRequest, ListingPage> store, BucketPrefix place, String after) {
        String from = Listing.asKey(after);
        var page =
                store.apply(
                        new ListingRequest(
                                place.bucket(), place.prefix(), from, Optional.empty(), 1));
        var full = ListingRequest.first(place.bucket(), place.prefix(), from);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            if (!page.objects().isEmpty() || page.next().isEmpty()) {
                break;
            }
            page = store.apply(full.next(page.next().get()));
        }
        return page.objects().stream().map(row -> row.key()).findFirst();
    }
}
