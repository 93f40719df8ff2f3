package s3migrate.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Difference;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;

/// Ends the failures of objects that are found equal. Of every failure of the route it keeps a hash
/// in memory, 4 bytes, so that equal objects cost no read of the ledger. Serves many threads.
final class ClearedFailures {

    private final Route route;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Instant begun;
    private final int[] hashes;

    ClearedFailures(Route route, Ledger ledger, FailureIndex failures, InstantSource clock) {
        this.route = route;
        this.ledger = ledger;
        this.clock = clock;
        this.begun = clock.instant();
        var range = route.destinationRange();
        try (var found = failures.under(range.bucket(), range.prefix())) {
            this.hashes = found.mapToInt(ObjectLocation::hashCode).sorted().toArray();
        }
    }

    /// Looks for what is equal among these, and counts what it ended.
    void clear(List<Difference> differences, Tally tally) {
        if (hashes.length == 0) {
            return;
        }
        var maybe =
                differences.stream()
                        .flatMap(this::equal)
                        .filter(at -> Arrays.binarySearch(hashes, at.hashCode()) >= 0)
                        .toList();
        if (!maybe.isEmpty()) {
            ledger.find(maybe).values().forEach(entry -> clear(entry, tally));
        }
    }

    private Stream<ObjectLocation> equal(Difference difference) {
        return switch (difference) {
            case Difference.Same(var source) -> destinationOf(source);
            case Difference.SameSize(var source) ->
                    route.options().compare() == Compare.SIZE
                            ? destinationOf(source)
                            : Stream.empty();
            case Difference.Missing _,
                    Difference.Changed _,
                    Difference.OtherMetadata _,
                    Difference.Extra _ ->
                    Stream.empty();
        };
    }

    private Stream<ObjectLocation> destinationOf(ObjectSummary source) {
        var at = new ObjectLocation(route.source().bucket(), source.key());
        return route.destinationOf(at) instanceof Mapped.To(var key)
                ? Stream.of(new ObjectLocation(route.destination().bucket(), key))
                : Stream.empty();
    }

    /// One that failed since may be about what came after the listing. One that somebody is at is
    /// left to him.
    private void clear(LedgerEntry entry, Tally tally) {
        boolean before = entry.failure().filter(last -> last.last().isBefore(begun)).isPresent();
        if (entry.state() == LedgerEntry.State.FAILED
                && before
                && ledger.replace(Optional.of(entry), entry.dismissed(clock.instant()))) {
            tally.add(Finding.CLEARED, entry.source().size());
        }
    }
}
