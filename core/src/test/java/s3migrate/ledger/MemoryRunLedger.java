package s3migrate.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Records of runs in memory, for tests. Serves many threads.
public final class MemoryRunLedger implements RunLedger {

    private final Map<String, RunRecord> records = new HashMap<>();

    @Override
    public synchronized Optional<RunRecord> find(String route) {
        return Optional.ofNullable(records.get(route));
    }

    @Override
    public synchronized boolean replace(Optional<RunRecord> seen, RunRecord next) {
        boolean unchanged = fence(find(next.route())).equals(fence(seen));
        if (unchanged) {
            records.put(next.route(), kept(next));
        }
        return unchanged;
    }

    /// What a write is conditioned on; empty where there is no record.
    private static Optional<Fence> fence(Optional<RunRecord> record) {
        return record.map(r -> new Fence(r.fence(), r.lease().map(lease -> millis(lease.until()))));
    }

    private record Fence(long fence, Optional<Instant> leaseUntil) {}

    private static RunRecord kept(RunRecord record) {
        return new RunRecord(
                record.route(),
                record.run(),
                record.fence(),
                record.lease().map(lease -> new Lease(lease.owner(), millis(lease.until()))),
                record.after(),
                record.counts(),
                record.deleting(),
                millis(record.started()),
                record.ended().map(MemoryRunLedger::millis));
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
