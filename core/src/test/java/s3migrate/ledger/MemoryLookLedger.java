package s3migrate.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Looks at routes in memory, for tests. Serves many threads.
public final class MemoryLookLedger implements LookLedger {

    private final Map<String, LookRecord> looks = new HashMap<>();

    @Override
    public synchronized Optional<LookRecord> find(String route) {
        return Optional.ofNullable(looks.get(route));
    }

    @Override
    public synchronized boolean replace(Optional<LookRecord> seen, LookRecord next) {
        boolean unchanged =
                find(next.route()).map(LookRecord::version).equals(seen.map(LookRecord::version));
        if (unchanged) {
            looks.put(next.route(), next);
        }
        return unchanged;
    }
}
