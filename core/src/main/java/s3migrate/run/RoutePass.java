package s3migrate.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
    private final IgnoreList ignored;
    private final InstantSource clock;
    private final PassListener listener;

    public RoutePass(
            Route route,
            ObjectStore source,
            ObjectStore destination,
            Ledger ledger,
            IgnoreList ignored,
            InstantSource clock,
            PassListener listener) {
        this.route = route;
        this.source = source;
        this.destination = destination;
        this.look =
                new SecondLook(
                        ledger,
                        source,
                        route.source().bucket(),
                        destination,
                        route.destination().bucket());
        this.ledger = ledger;
        this.ignored = ignored;
        this.clock = clock;
        this.listener = listener;
    }

    /// Goes over the keys of `range`, counting on from `before`, at least for one stretch even if
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
        var choice = new JobChoice(route, ignored, ledger, clock, listener, tally);
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
                new Listing(source::list, ours.bucket(), ours.prefix(), range),
                new Listing(
                        destination::list,
                        theirs.bucket(),
                        theirs.prefix(),
                        range.withPrefix(ours.prefix(), theirs.prefix())),
                mapping,
                Equality.of(route.options().compare()));
    }

    /// Does the next stretch of keys.
    ///
    /// @return false if that was the last
    private boolean advance(Comparison comparison, JobChoice choice, Handover handover)
            throws InterruptedException {
        var differences = new ArrayList<Difference>();
        var suspects = new ArrayList<Suspect>();
        var next = comparison.next();
        for (int keys = 1; next.isPresent(); keys++) {
            sort(next.get(), choice, differences, suspects);
            if (keys == STRETCH) {
                break;
            }
            next = comparison.next();
        }
        differences.addAll(look.settle(suspects));
        for (var job : choice.jobs(differences)) {
            handover.give(job);
        }
        return next.isPresent();
    }

    private static void sort(
            Compared compared,
            JobChoice choice,
            List<Difference> differences,
            List<Suspect> suspects) {
        switch (compared) {
            case Difference difference -> differences.add(difference);
            case Suspect suspect -> {
                if (!choice.ignores(suspect.source())) {
                    suspects.add(suspect);
                }
            }
        }
    }
}
