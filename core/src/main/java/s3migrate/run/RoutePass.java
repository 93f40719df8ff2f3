package s3migrate.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import s3migrate.job.Job;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.listing.Compared;
import s3migrate.listing.Comparison;
import s3migrate.listing.Difference;
import s3migrate.listing.Equality;
import s3migrate.listing.KeyRange;
import s3migrate.listing.Listing;
import s3migrate.listing.SecondLook;
import s3migrate.listing.Suspect;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import s3migrate.time.Deadline;

/// One pass over the keys of a route: compare both sides, choose what is copied, hand it over.
///
/// A stretch of keys at a time is read, decided and given away, so memory does not depend on how
/// many there are. When `run` throws, everything up to the last checkpoint is handed over, and
/// maybe more: found again, it is handed over again, which does no harm. One instance serves one
/// thread.
public final class RoutePass {

    /// A page of either side.
    private static final int STRETCH = 1_000;

    private final Route route;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final SecondLook look;
    private final Ledger ledger;
    private final FailureIndex failures;
    private final IgnoreList ignored;
    private final InstantSource clock;
    private final PassListener listener;

    /// @param failures those that are to be ended where the objects are equal
    public RoutePass(
            Route route,
            ObjectStore source,
            ObjectStore destination,
            Ledger ledger,
            FailureIndex failures,
            IgnoreList ignored,
            InstantSource clock,
            PassListener listener) {
        this.route = route;
        this.source = source;
        this.destination = destination;
        this.look = new SecondLook(ledger, source, destination, route, clock);
        this.ledger = ledger;
        this.failures = failures;
        this.ignored = ignored;
        this.clock = clock;
        this.listener = listener;
    }

    /// Compares the keys of `range`, counting on from `before`, at least for one stretch even if
    /// the deadline has passed. Notes a checkpoint every `interval`, and before it ends early.
    ///
    /// @throws s3migrate.store.StoreException if a store refused or broke
    /// @throws s3migrate.listing.BrokenListingException if a store does not list in order
    /// @throws s3migrate.ledger.LedgerException if the ledger broke
    public PassOutcome run(
            KeyRange range,
            Totals before,
            Handover handover,
            Checkpoints checkpoints,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        var tally = new Tally(before);
        var choice = new JobChoice(route, ignored, ledger, clock, listener, handover, tally);
        var cleared = new ClearedFailures(route, ledger, failures, clock, tally);
        return walk(
                range,
                rows -> {
                    var differences = differences(rows, choice);
                    cleared.clear(differences);
                    return choice.jobs(differences);
                },
                tally,
                handover,
                checkpoints,
                interval,
                deadline);
    }

    /// Whether what `totals` counts at the destination only is to be deleted: the route wants that,
    /// and there is no more of it than it allows.
    ///
    /// @param totals of all keys, with both sides read to their ends
    boolean wantsDeletes(Totals totals) {
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
    /// differences. Both sides are listed anew: what a comparison counted may be hours old.
    ///
    /// @param before what the comparison of all keys counted
    PassOutcome deleteExtras(
            KeyRange range,
            Totals before,
            Handover handover,
            Checkpoints checkpoints,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        var tally = new Tally(before);
        var choice =
                new ExtrasChoice(route, ignored, ledger, clock, tally, MaxDelete.of(route, before));
        return walk(range, choice::jobs, tally, handover, checkpoints, interval, deadline);
    }

    /// What becomes of a stretch of keys.
    @FunctionalInterface
    private interface Choice {
        List<Job> jobs(List<Compared> rows);
    }

    private PassOutcome walk(
            KeyRange range,
            Choice choice,
            Tally tally,
            Handover handover,
            Checkpoints checkpoints,
            Duration interval,
            Deadline deadline)
            throws InterruptedException {
        try (var comparison = comparison(range)) {
            var due = clock.instant().plus(interval);
            while (advance(comparison, choice, handover)) {
                listener.advanced(tally.totals());
                boolean timeIsUp = deadline.remaining().isZero();
                if (timeIsUp || !clock.instant().isBefore(due)) {
                    handover.settle();
                    if (!checkpoints.save(comparison.reached(), tally.totals())) {
                        return new PassOutcome.Overtaken(tally.totals());
                    }
                    due = clock.instant().plus(interval);
                }
                if (timeIsUp) {
                    return new PassOutcome.OutOfTime(tally.totals());
                }
            }
        }
        handover.settle();
        listener.advanced(tally.totals());
        return new PassOutcome.Complete(tally.totals());
    }

    private Comparison comparison(KeyRange range) {
        var mapping = route.mapping();
        var ours = route.source();
        var theirs = route.destinationRange();
        return new Comparison(
                new Listing(rowsOf(source), ours.bucket(), ours.prefix(), range),
                new Listing(
                        destination::list,
                        theirs.bucket(),
                        theirs.prefix(),
                        range.withPrefix(ours.prefix(), theirs.prefix())),
                mapping,
                Equality.of(route.options().compare()));
    }

    private Function<ListingRequest, ListingPage> rowsOf(ObjectStore store) {
        return route.options().compare() == Compare.VERSION ? store::listVersions : store::list;
    }

    /// Does the next stretch of keys.
    ///
    /// @return false if that was the last
    private static boolean advance(Comparison comparison, Choice choice, Handover handover)
            throws InterruptedException {
        var rows = new ArrayList<Compared>(STRETCH);
        var next = comparison.next();
        while (next.isPresent()) {
            rows.add(next.get());
            if (rows.size() == STRETCH) {
                break;
            }
            next = comparison.next();
        }
        for (var job : choice.jobs(rows)) {
            handover.give(job);
        }
        return next.isPresent();
    }

    private List<Difference> differences(List<Compared> rows, JobChoice choice) {
        var differences = new ArrayList<Difference>(rows.size());
        var suspects = new ArrayList<Suspect>();
        for (var row : rows) {
            switch (row) {
                case Difference difference -> differences.add(difference);
                case Suspect suspect -> {
                    if (!choice.ignores(suspect.source())) {
                        suspects.add(suspect);
                    }
                }
            }
        }
        differences.addAll(look.settle(suspects));
        return differences;
    }
}
