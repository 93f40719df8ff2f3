package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.listing.Equality;
import s3migrate.listing.TwoSides;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.run.ComputedKeys.Shape;
import s3migrate.time.Deadline;

/// What a sample says of keys that are too many to be listed here.
class KeySampleTest {

    private static final Route ROUTE =
            Route.of(
                    new BucketPrefix("from", ""), new BucketPrefix("to", ""), RouteOptions.DEFAULT);

    private static final InstantSource CLOCK = InstantSource.system();

    private final AtomicLong requests = new AtomicLong();

    /// What every sample of every such bucket is to say, and what it may cost.
    @ParameterizedTest
    @EnumSource
    void theTruthLiesWithinTheBounds(Shape shape) throws Exception {
        var random = new SplittableRandom(shape.ordinal());
        for (int i = 0; i < 3; i++) {
            long count = random.nextLong(200_000, 1_000_000);
            var source = ComputedKeys.all(shape, count);
            boolean half = random.nextBoolean();
            long begun = count / 3;
            LongPredicate there = place -> half ? place % 10 != 0 : place < begun;
            var sampled = sample(source, there, random);
            long missing = half ? Math.ceilDiv(count, 10) : count - begun;
            assertWithin(sampled, totals -> totals.found().objects(), count);
            assertWithin(sampled, totals -> totals.toCopy().objects(), missing);
            assertThat(sampled.requests()).isEqualTo(requests.getAndSet(0)).isLessThan(4_000);
            var bounds = sampled.bounds(totals -> totals.found().objects());
            assertThat(bounds.most()).isLessThan(3.0 * bounds.least());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("exhaustive")
    void alsoOfAHundredMillionKeys(Shape shape) throws Exception {
        long count = 100_000_000;
        var sampled = sample(ComputedKeys.all(shape, count), _ -> false, new SplittableRandom(1));
        System.out.printf(
                "%s: %s of %,d objects, %,d requests, %,d ranges%n",
                shape,
                sampled.bounds(totals -> totals.found().objects()),
                count,
                sampled.requests(),
                sampled.ranges());
        assertWithin(sampled, totals -> totals.toCopy().objects(), count);
        assertThat(sampled.requests()).isLessThan(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void bytesAreWithinTheirBoundsToo(Shape shape) throws Exception {
        long count = 500_000;
        long bytes = 0;
        for (long place = 0; place < count; place++) {
            bytes += ComputedKeys.size(place);
        }
        var sampled = sample(ComputedKeys.all(shape, count), _ -> false, new SplittableRandom(7));
        assertWithin(sampled, totals -> totals.toCopy().bytes(), bytes);
        assertThat(sampled.estimate().toCopy().bytes()).isBetween(bytes * 2 / 3, bytes * 4 / 3);
    }

    @ParameterizedTest
    @EnumSource
    void fewKeysAreAllComparedAndNothingIsLeftToGuess(Shape shape) throws Exception {
        for (long count : List.of(0L, 1L, 999L, 1_000L, 1_001L, 12_345L)) {
            var sampled =
                    sample(
                            ComputedKeys.all(shape, count),
                            place -> place % 2 == 0,
                            new SplittableRandom(count));
            assertThat(sampled.ranges()).isZero();
            assertThat(sampled.bounds(totals -> totals.found().objects()))
                    .isEqualTo(new Sampled.Bounds(count, count));
            assertThat(sampled.estimate().of(Finding.MISSING).objects()).isEqualTo(count / 2);
        }
    }

    @Test
    void whatTwoListingsDoNotTellApartIsEqualInTheLeastAndDifferentInTheMost() throws Exception {
        var several = ComputedKeys.all(Shape.FLAT, 5_000).withETag("0".repeat(32) + "-2");
        var other = several.withETag("1".repeat(32) + "-3");
        var sampled = sample(several, other, new SplittableRandom(1));
        assertThat(sampled.bounds(totals -> totals.toCopy().objects()))
                .isEqualTo(new Sampled.Bounds(0, 5_000));
        assertThat(sampled.bounds(totals -> totals.found().objects()))
                .isEqualTo(new Sampled.Bounds(5_000, 5_000));
    }

    @Test
    void whatIsOnlyAtTheDestinationCostsNoMoreThanTheRest() throws Exception {
        var few = ComputedKeys.all(Shape.FLAT, 1_000_000).where(place -> place % 100_000 == 0);
        var many = ComputedKeys.all(Shape.FLAT, 1_000_000);
        var sampled = sample(few, many, new SplittableRandom(3));
        assertThat(sampled.requests()).isLessThan(6_000);
        assertWithin(sampled, totals -> totals.of(Finding.EXTRA).objects(), 999_990);
    }

    @Test
    void withoutTimeThereIsNone() throws Exception {
        var source = ComputedKeys.all(Shape.FLAT, 1_000_000);
        var ended = Deadline.in(Duration.ZERO, CLOCK);
        assertThat(take(source, source, new SplittableRandom(1), ended)).isEmpty();
    }

    private static void assertWithin(
            Sampled sampled, ToDoubleFunction<Totals> measure, double truth) {
        var bounds = sampled.bounds(measure);
        assertThat(truth).isBetween(bounds.least(), bounds.most());
    }

    private Sampled sample(ComputedKeys source, LongPredicate there, SplittableRandom random)
            throws InterruptedException {
        return sample(source, source.where(there), random);
    }

    private Sampled sample(ComputedKeys source, ComputedKeys there, SplittableRandom random)
            throws InterruptedException {
        return take(source, there, random, Deadline.never(CLOCK)).orElseThrow();
    }

    /// With one lister, so that the same seed is the same sample.
    private Optional<Sampled> take(
            ComputedKeys source, ComputedKeys there, SplittableRandom random, Deadline deadline)
            throws InterruptedException {
        var sides =
                new TwoSides(
                        request -> {
                            requests.incrementAndGet();
                            return source.list(request);
                        },
                        ROUTE.source(),
                        request -> {
                            requests.incrementAndGet();
                            return there.list(request);
                        },
                        ROUTE.destination(),
                        ROUTE.mapping());
        var tally = new SampleTally(ROUTE, IgnoreList.EMPTY, CLOCK);
        return new KeySample(sides, Equality.CONTENT, tally::of, 1, random.split(), deadline)
                .take();
    }
}
