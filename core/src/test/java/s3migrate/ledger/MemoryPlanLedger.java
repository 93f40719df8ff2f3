package s3migrate.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Plans in memory, for tests. Serves many threads.
public final class MemoryPlanLedger implements PlanLedger {

    private final Map<String, PlanRecord> plans = new HashMap<>();

    @Override
    public synchronized Optional<PlanRecord> find(String route) {
        return Optional.ofNullable(plans.get(route));
    }

    @Override
    public synchronized boolean replace(Optional<PlanRecord> seen, PlanRecord next) {
        var kept = find(next.route());
        boolean unchanged =
                kept.map(PlanRecord::run).equals(seen.map(PlanRecord::run))
                        && kept.flatMap(PlanRecord::approved)
                                .equals(seen.flatMap(PlanRecord::approved));
        if (unchanged) {
            plans.put(next.route(), next);
        }
        return unchanged;
    }
}
