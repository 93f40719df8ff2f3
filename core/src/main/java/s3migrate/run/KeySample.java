package s3migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import s3migrate.listing.Compared;
import s3migrate.listing.Equality;
import s3migrate.listing.KeyRange;
import s3migrate.listing.KeySpace;
import s3migrate.listing.SeenKeys;
import s3migrate.listing.SplitSearch;
import s3migrate.listing.TwoSides;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.time.Deadline;
import s3migrate.transfer.InParallel;

/// Estimates what a comparison of both sides would find, by a few thousand of the pages they have.
///
/// The keys are cut at keys that are there, each range into two about halves of the key space,
/// until there are 100 ranges or more. In each, two walks go on cutting in the same way, and toss a
/// coin for the part they follow, until a page holds what is left. What a walk meets counts for the
/// parts it did not follow too: right on average, wherever the keys are. How far the two walks of a
/// range are apart says how wrong they may be. Few keys are all read. One instance takes one
/// sample.
final class KeySample {

    private static final int RANGES = 100;

    /// Where each cut takes off little, the ranges are fewer.
    private static final int ROUNDS = 20;

    private final SampledRange.Reading reading;
    private final int listers;
    private final SplittableGenerator random;
    private final Deadline deadline;
    private final AtomicLong requests;
    private SampleCounts known = SampleCounts.NONE;
    private SampleCounts read = SampleCounts.NONE; // guarded by this

    KeySample(
            TwoSides sides,
            Equality equality,
            Function<List<Compared>, SampleCounts> counted,
            int listers,
            SplittableGenerator random,
            Deadline deadline) {
        this.requests = new AtomicLong();
        var asked =
                new TwoSides(
                        counting(sides.source()),
                        sides.sourcePlace(),
                        counting(sides.destination()),
                        sides.destinationPlace(),
                        sides.mapping());
        var keys = new KeySpace();
        this.reading =
                new SampledRange.Reading(
                        asked,
                        equality,
                        keys,
                        new SeenKeys(),
                        new SplitSearch(asked, keys),
                        page -> note(counted.apply(page)));
        this.listers = listers;
        this.random = random;
        this.deadline = deadline;
    }

    private Function<ListingRequest, ListingPage> counting(
            Function<ListingRequest, ListingPage> store) {
        return request -> {
            requests.incrementAndGet();
            return store.apply(request);
        };
    }

    private synchronized SampleCounts note(SampleCounts counts) {
        read = read.plus(counts);
        return counts;
    }

    /// Takes it; empty if the time did not suffice.
    Optional<Sampled> take() throws InterruptedException {
        var open = List.of(new SampledRange(reading, KeyRange.ALL, Optional.empty()));
        for (int round = 0; round < ROUNDS && !open.isEmpty() && open.size() < RANGES; round++) {
            var cuts = InParallel.map(open, listers, deadline, range -> Optional.of(range.open()));
            if (cuts.size() < open.size()) {
                return Optional.empty();
            }
            open = cut(open);
        }
        return walked(open);
    }

    /// The parts of these ranges, without what their first pages hold.
    private List<SampledRange> cut(List<SampledRange> ranges) throws InterruptedException {
        var parts = new ArrayList<SampledRange>();
        for (var range : ranges) {
            known = known.plus(range.open().counts());
            parts.addAll(range.open().rest());
        }
        return parts;
    }

    private Optional<Sampled> walked(List<SampledRange> open) throws InterruptedException {
        var coins = random.splits(open.size()).iterator();
        var walks = open.stream().map(range -> new Walks(range, coins.next())).toList();
        var walked = InParallel.map(walks, listers, deadline, walk -> Optional.of(walk.both()));
        return walked.size() < open.size()
                ? Optional.empty()
                : Optional.of(new Sampled(read(), known, walked, requests.get()));
    }

    private record Walks(SampledRange range, RandomGenerator coin) {

        Sampled.Range both() throws InterruptedException {
            return new Sampled.Range(range.walk(coin), range.walk(coin));
        }
    }

    private synchronized SampleCounts read() {
        return read;
    }
}
