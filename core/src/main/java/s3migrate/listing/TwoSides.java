package s3migrate.listing;

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

    /// Begins to list both; the caller closes it.
    public Comparison compare(KeyRange range, Equality equality) {
        String from = sourcePlace.prefix();
        String to = destinationPlace.prefix();
        return new Comparison(
                new Listing(source, sourcePlace.bucket(), from, range),
                new Listing(destination, destinationPlace.bucket(), to, range.withPrefix(from, to)),
                mapping,
                equality);
    }

    /// A source key behind `bound` that is really there, on the source if it has one: its first,
    /// else the destination's. One request of one row per side.
    ///
    /// @param bound need not be a key
    public Optional<String> firstBehind(String bound) {
        var ours = first(source, sourcePlace, bound);
        return ours.isPresent() ? ours : firstAtDestination(bound);
    }

    private Optional<String> firstAtDestination(String bound) {
        return bound.startsWith(sourcePlace.prefix())
                ? first(destination, destinationPlace, mapping.destinationBound(bound))
                        .flatMap(mapping::sourceKey)
                : Optional.empty();
    }

    private static Optional<String> first(
            Function<ListingRequest, ListingPage> store, BucketPrefix place, String after) {
        var request =
                new ListingRequest(
                        place.bucket(), place.prefix(), Listing.asKey(after), Optional.empty(), 1);
        return store.apply(request).objects().stream().map(row -> row.key()).findFirst();
    }
}
