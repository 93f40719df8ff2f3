package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.listing.Equality;
import s3migrate.listing.KeySpace;
import s3migrate.listing.SecondLook;
import s3migrate.listing.SplitSearch;
import s3migrate.listing.TwoSides;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import s3migrate.time.Deadline;

/// One pass over the keys of a route: compare both sides, choose what is copied, hand it over.
///
/// Several ranges of keys are gone through at once. In each a stretch at a time is read, decided
/// and given away, so memory does not depend on how many keys there are. When `run` throws,
/// everything up to the last checkpoint of a range is handed over, and maybe more: found again, it
/// is handed over again, which does no harm. One instance serves one thread.
public final class RoutePass {

    private final Route route;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final Differences differences;
    private final Ledger ledger;
    private final FailureIndex failures;
    private final IgnoreList ignored;
    private final InstantSource clock;
    private final PassListener listener;
    private final int listers;

    /// @param failures what is to be ended where the objects are equal, copies left half done too
    /// @param listers ranges that are listed at once
    public RoutePass(
            Route route,
            ObjectStore source,
            ObjectStore destination,
            Ledger ledger,
            FailureIndex failures,
            IgnoreList ignored,
            InstantSource clock,
            PassListener listener,
            int listers) {
        this.route = route;
        this.source = source;
        this.destination = destination;
        this.differences =
                new Differences(route, new SecondLook(ledger, source, destination, route, clock));
        this.ledger = ledger;
        this.failures = failures;
        this.ignored = ignored;
        this.clock = clock;
        this.listener = listener;
        this.listers = listers;
    }

    /// Compares the keys of the ranges it can take, each at least for one stretch even if the
    /// deadline has passed. Notes a checkpoint of each every `interval`, and before it ends early.
    ///
    /// @param handovers opens one for each range
    /// @param pauses is asked after each stretch
    /// @throws s3migrate.store.StoreException if a store refused or broke
    /// @throws s3migrate.listing.BrokenListingException if a store does not list in order
    /// @throws s3migrate.ledger.LedgerException if the ledger broke
    public PassOutcome run(
            Ranges ranges,
            Supplier<Handover> handovers,
            Pauses pauses,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        var cleared = new ClearedFailures(route, ledger, failures, clock);
        var left = new AbandonedCopies(route, ledger, failures, clock);
        return walk(
                ranges,
                before -> comparing(handovers.get(), new Tally(before), cleared, left),
                pauses,
                interval,
                deadline);
    }

    private RangeWork comparing(
            Handover handover, Tally tally, ClearedFailures cleared, AbandonedCopies left) {
        var choice = new JobChoice(route, ignored, ledger::find, clock, listener, handover, tally);
        return new RangeWork(
                rows -> {
                    var found = differences.of(rows, choice);
                    cleared.clear(found, tally);
                    var jobs = new ArrayList<>(choice.jobs(found));
                    jobs.addAll(left.jobs(found, tally));
                    return jobs;
                },
                tally,
                handover);
    }

    /// Estimates what `run` would find by some of the pages of both sides: a few thousand requests
    /// however many keys there are, and nothing is handed over. What two listings do not tell, nor
    /// the ledger, stays open between bounds. Empty if the time does not suffice.
    public Optional<Sampled> sample(SplittableGenerator random, Deadline deadline)
            throws InterruptedException {
        return new KeySample(
                        sides(),
                        Equality.of(route.options()),
                        new SampleTally(route, ignored, clock)::of,
                        listers,
                        random,
                        deadline)
                .take();
    }

    /// Whether what `totals` counts at the destination only is to be deleted: the route wants that,
    /// and there is no more of it than it allows.
    ///
    /// @param totals of all keys, with both sides read to their ends
    public boolean wantsDeletes(Totals totals) {
        var extras = totals.of(Finding.EXTRA);
        if (!route.options().deletes().extras() || extras.objects() == 0) {
            return false;
        }
        long most = MaxDelete.of(route, totals);
        if (extras.objects() > most) {
            listener.extrasKept(extras, most);
            return false;
        }
        return true;
    }

    /// Hands over what is at the destination only, to be deleted there, as `run` does with
    /// differences. Both sides are listed anew: what a comparison counted may be hours old. In each
    /// range no more is handed over than was counted in it.
    ///
    /// @param since when the comparison began: what came to the destination later it has not
    ///   weighed, or had copied itself, and the next run sees to that
    public PassOutcome deleteExtras(
            Instant since,
            Ranges ranges,
            Supplier<Handover> handovers,
            Pauses pauses,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        return walk(
                ranges,
                before -> {
                    var tally = new Tally(before);
                    long most = before.of(Finding.EXTRA).objects();
                    var choice =
                            new ExtrasChoice(route, ignored, ledger, clock, tally, since, most);
                    return new RangeWork(choice::jobs, tally, handovers.get());
                },
                pauses,
                interval,
                deadline);
    }

    private PassOutcome walk(
            Ranges ranges,
            Function<Totals, RangeWork> works,
            Pauses pauses,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        var sides = sides();
        var equality = Equality.of(route.options());
        var keys = new KeySpace();
        RangePool.Opening opening =
                far -> {
                    var claim = far.claim();
                    return new RangeWalk(
                            claim,
                            sides.compare(claim.range().behind(claim.reached()), equality),
                            works.apply(claim.totals()),
                            keys,
                            far.noneBehind());
                };
        var search = new SplitSearch(sides, keys);
        var pool = new RangePool(ranges, opening, search, listers, deadline);
        return new Listers(pool, listers, pauses, interval, deadline, clock, listener).goThrough();
    }

    private TwoSides sides() {
        return new TwoSides(
                rowsOf(source),
                route.source(),
                destination::list,
                route.destinationRange(),
                route.mapping());
    }

    private Function<ListingRequest, ListingPage> rowsOf(ObjectStore store) {
        return route.options().compare() == Compare.VERSION ? store::listVersions : store::list;
    }
}
