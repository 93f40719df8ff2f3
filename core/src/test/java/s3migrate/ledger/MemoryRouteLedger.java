package s3migrate.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Records of routes in memory, for tests. Serves many threads.
public final class MemoryRouteLedger implements RouteLedger {

    private final Map<String, RouteRecord> records = new HashMap<>();
    private int reads;
    private int writes;

    @Override
    public synchronized RouteRecord find(String route) {
        reads++;
        return kept(route);
    }

    @Override
    public synchronized boolean replace(RouteRecord seen, RouteRecord next) {
        writes++;
        var kept = kept(next.route());
        boolean unchanged =
                kept.version() == seen.version() && kept.stopped().equals(seen.stopped());
        if (unchanged) {
            records.put(next.route(), next);
        }
        return unchanged;
    }

    /// As a person does it.
    public synchronized void stop(String route, Optional<Instant> since) {
        var kept = kept(route);
        records.put(
                route,
                new RouteRecord(
                        route,
                        kept.version(),
                        since,
                        Optional.empty(),
                        kept.spentMicroUsd(),
                        kept.pause(),
                        kept.refused(),
                        kept.passed()));
    }

    /// How often it was asked for something.
    public synchronized int requests() {
        return reads + writes;
    }

    private RouteRecord kept(String route) {
        return records.getOrDefault(route, RouteRecord.of(route));
    }
}
