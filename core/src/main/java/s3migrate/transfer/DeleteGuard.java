package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.ledger.DeleteCount;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.LedgerException;

/// Lets a route delete up to `most` objects in ten minutes, counted over all workers. One more, and
/// nothing is deleted any more, however much time passes: a source that was emptied by mistake
/// empties no destination. A larger `most` lets it go on. Serves many threads.
public final class DeleteGuard implements Deletes {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// Rounds of reading and being overtaken, before the caller has to come back.
    private static final int MAX_RACES = 20;

    private final DeleteLedger ledger;
    private final String route;
    private final long most;
    private final InstantSource clock;

    public DeleteGuard(DeleteLedger ledger, String route, long most, InstantSource clock) {
        this.ledger = ledger;
        this.route = route;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public Permit next() {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(route);
            if (seen.filter(count -> count.count() > most).isPresent()) {
                return paused(seen.get());
            }
            var next = next(seen);
            if (ledger.replace(seen, next)) {
                return next.count() > most ? paused(next) : new Permit.Granted();
            }
        }
        throw new LedgerException(
                "count a delete of route %s: overtaken %d times".formatted(route, MAX_RACES));
    }

    private DeleteCount next(Optional<DeleteCount> seen) {
        var now = clock.instant();
        return seen.filter(count -> now.isBefore(count.since().plus(WINDOW)))
                .map(DeleteCount::next)
                .orElseGet(() -> DeleteCount.first(route, now));
    }

    private Permit paused(DeleteCount count) {
        return new Permit.Paused(count.since(), most);
    }
}
