package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;

class MemoryRouteLedgerTest implements RouteLedgerContract {

    private final MemoryRouteLedger ledger = new MemoryRouteLedger();

    @Override
    public RouteLedger ledger() {
        return ledger;
    }

    @Override
    public void stop(String route, Optional<Instant> since) {
        ledger.stop(route, since);
    }
}
