package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.ledger.RouteLedger;

/// Why a route is not compared, as the ledger has it, read anew at most once a second. Serves many
/// threads.
final class LedgerPauses implements Pauses {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RouteLedger ledger;
    private final String route;
    private final InstantSource clock;
    private Instant due = Instant.MIN; // guarded by this, as what follows
    private Optional<String> reason = Optional.empty();

    LedgerPauses(RouteLedger ledger, String route, InstantSource clock) {
        this.ledger = ledger;
        this.route = route;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> reason() {
        var now = clock.instant();
        if (!now.isBefore(due)) {
            reason = ledger.find(route).noComparison(now);
            due = now.plus(FRESH);
        }
        return reason;
    }
}
