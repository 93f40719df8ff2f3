package s3migrate.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import s3migrate.ledger.Ledger;
import s3migrate.listing.Compared;
import s3migrate.listing.Difference;
import s3migrate.listing.Equality;
import s3migrate.listing.SecondLook;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.IgnoreList;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// One pass over source keys that are named instead of listed: nothing else of either side is read.
///
/// Each is looked at on both sides, compared as in any pass, and handed over if it differs. One
/// instance serves one thread.
public final class NamedKeysPass {

    /// Keys that are decided together.
    private static final int STRETCH = 256;

    /// Looks in flight per side; far below the 5,500 a second of one S3 partition.
    private static final int AT_ONCE = 32;

    private final Route route;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final Differences differences;
    private final Equality equality;
    private final Ledger ledger;
    private final IgnoreList ignored;
    private final InstantSource clock;
    private final PassListener listener;

    public NamedKeysPass(
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
        this.differences =
                new Differences(route, new SecondLook(ledger, source, destination, route, clock));
        this.equality = Equality.of(route.options());
        this.ledger = ledger;
        this.ignored = ignored;
        this.clock = clock;
        this.listener = listener;
    }

    /// Hears of names there is nothing to compare for.
    public interface Unmet {

        /// The source has no such object.
        void absent(ObjectLocation source);

        /// Its owner, or that of its copy, does not let us look.
        void refused(ObjectLocation source, StoreException.ObjectRefused why);
    }

    private sealed interface Found {
        record Row(Compared compared) implements Found {}

        record Absent(ObjectLocation source) implements Found {}

        record Refused(ObjectLocation source, StoreException.ObjectRefused why) implements Found {}
    }

    /// Goes through source keys the route covers, until `pauses` has a reason to end.
    ///
    /// @throws StoreException if a store broke, or nothing of the route can pass
    public PassOutcome run(List<String> keys, Handover handover, Pauses pauses, Unmet unmet)
            throws InterruptedException {
        var tally = new Tally(Totals.NONE);
        var choice = new JobChoice(route, ignored, ledger::find, clock, listener, handover, tally);
        for (int from = 0; from < keys.size(); from += STRETCH) {
            var reason = pauses.reason();
            if (reason.isPresent()) {
                return new PassOutcome.Paused(reason.get(), tally.totals());
            }
            var stretch = keys.subList(from, Math.min(keys.size(), from + STRETCH));
            for (var job : choice.jobs(differences.of(rows(stretch, unmet), choice))) {
                handover.give(job);
            }
            listener.advanced(tally.totals());
        }
        handover.settle();
        return new PassOutcome.Complete(tally.totals());
    }

    private List<Compared> rows(List<String> keys, Unmet unmet) {
        var rows = new ArrayList<Compared>(keys.size());
        var found = keys.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::look)).toList();
        for (var one : found) {
            switch (one) {
                case Found.Row(var compared) -> rows.add(compared);
                case Found.Absent(var at) -> unmet.absent(at);
                case Found.Refused(var at, var why) -> unmet.refused(at, why);
            }
        }
        return rows;
    }

    private Found look(String key) {
        var at = new ObjectLocation(route.source().bucket(), key);
        try {
            return source.find(at)
                    .<Found>map(here -> new Found.Row(compared(here.asListed(), at)))
                    .orElseGet(() -> new Found.Absent(at));
        } catch (StoreException.ObjectRefused why) {
            return new Found.Refused(at, why);
        }
    }

    private Compared compared(ObjectSummary here, ObjectLocation at) {
        return switch (route.destinationOf(at)) {
            // Whoever makes the jobs says why there is none.
            case Mapped.Impossible _ -> new Difference.Missing(here);
            case Mapped.To(var key) ->
                    destination
                            .find(new ObjectLocation(route.destination().bucket(), key))
                            .map(there -> equality.of(here, there.asListed()))
                            .orElseGet(() -> new Difference.Missing(here));
        };
    }
}
