package s3migrate.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import s3migrate.listing.Compared;
import s3migrate.listing.Equality;
import s3migrate.listing.KeyRange;
import s3migrate.listing.KeySpace;
import s3migrate.listing.SeenKeys;
import s3migrate.listing.SplitSearch;
import s3migrate.listing.TwoSides;

/// A range of keys, of which a page of each side is compared, and the rest is cut in two at a key
/// that is there: both at the first use, and never again. Serves many threads.
final class SampledRange {

    /// Of either half, whatever is guessed of it.
    private static final double LEAST = 0.1;

    private final Reading reading;
    private final KeyRange range;
    private final Optional<String> noneBehind;
    private Optional<Opened> opened = Optional.empty(); // guarded by this

    /// How ranges are read.
    ///
    /// @param counted counts what a page holds
    record Reading(
            TwoSides sides,
            Equality equality,
            KeySpace keys,
            SeenKeys seen,
            SplitSearch search,
            Function<List<Compared>, SampleCounts> counted) {

        private static final int PAGE = 1_000;

        TwoSides.Beginning begin(KeyRange range) throws InterruptedException {
            return sides.begin(range, equality, PAGE);
        }
    }

    /// What a page holds, and the one or two ranges behind it: none where the page is all.
    ///
    /// @param first how likely a walk goes on in the first of them
    record Opened(SampleCounts counts, List<SampledRange> rest, double first) {}

    SampledRange(Reading reading, KeyRange range, Optional<String> noneBehind) {
        this.reading = reading;
        this.range = range;
        this.noneBehind = noneBehind;
    }

    /// Estimates what the whole range holds: a coin says which half is looked at, and counts for
    /// both.
    SampleCounts walk(RandomGenerator coin) throws InterruptedException {
        var estimate = SampleCounts.NONE;
        double weight = 1;
        for (var at = Optional.of(this); at.isPresent(); ) {
            var opened = at.get().open();
            estimate = estimate.plus(opened.counts().times(weight));
            double first = opened.first();
            boolean near = coin.nextDouble() < first;
            weight /= near ? first : 1 - first;
            at =
                    opened.rest().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    near ? opened.rest().getFirst() : opened.rest().getLast());
        }
        return estimate;
    }

    /// Reads its first page and cuts the rest, if that was not done yet.
    synchronized Opened open() throws InterruptedException {
        if (opened.isEmpty()) {
            opened = Optional.of(read());
        }
        return opened.get();
    }

    private Opened read() throws InterruptedException {
        var beginning = reading.begin(range);
        var counts = reading.counted().apply(beginning.rows());
        if (beginning.reached().filter(key -> !range.endsBy(key)).isEmpty()) {
            return new Opened(counts, List.of(), 1);
        }
        String reached = beginning.reached().get();
        reading.keys().saw(reached);
        reading.seen().saw(beginning.first());
        reading.seen().saw(reached);
        String shared = KeySpace.commonPrefix(beginning.first(), reached);
        var found = reading.search().find(reached, range.upTo(), noneBehind, shared);
        var rest = range.behind(reached);
        var at = found.key().filter(key -> !rest.endsBy(key));
        if (at.isEmpty()) {
            return new Opened(
                    counts, List.of(new SampledRange(reading, rest, found.noneBehind())), 1);
        }
        var near = new SampledRange(reading, rest.upTo(at.get()), at);
        var far = new SampledRange(reading, rest.behind(at.get()), found.noneBehind());
        double share = reading.seen().share(reached, at.get(), found.noneBehind());
        return new Opened(counts, List.of(near, far), LEAST + (1 - 2 * LEAST) * share);
    }
}
