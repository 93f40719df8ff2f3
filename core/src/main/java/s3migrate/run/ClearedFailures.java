package s3migrate.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Difference;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;

/// Ends the failures of objects that are found equal. Serves many threads.
final class ClearedFailures {

    private final EqualObjects failed;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Instant begun;

    ClearedFailures(Route route, Ledger ledger, FailureIndex failures, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.begun = clock.instant();
        var range = route.destinationRange();
        boolean bySize = route.options().compare() == Compare.SIZE;
        this.failed =
                new EqualObjects(route, bySize, failures.under(range.bucket(), range.prefix()));
    }

    /// Looks for what is equal among these, and counts what it ended.
    void clear(List<Difference> differences, Tally tally) {
        var maybe = failed.among(differences).stream().map(Map.Entry::getKey).toList();
        if (!maybe.isEmpty()) {
            ledger.find(maybe).values().forEach(entry -> clear(entry, tally));
        }
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
