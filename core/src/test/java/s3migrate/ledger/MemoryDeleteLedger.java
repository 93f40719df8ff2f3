package s3migrate.ledger;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counts of deletes in memory, for tests. Serves many threads.
public final class MemoryDeleteLedger implements DeleteLedger {

    private final Map<String, DeleteCount> counts = new HashMap<>();

    @Override
    public synchronized Optional<DeleteCount> find(String route) {
        return Optional.ofNullable(counts.get(route));
    }

    @Override
    public synchronized boolean replace(Optional<DeleteCount> seen, DeleteCount next) {
        boolean unchanged = find(next.route()).equals(seen.map(MemoryDeleteLedger::kept));
        if (unchanged) {
            counts.put(next.route(), kept(next));
        }
        return unchanged;
    }

    private static DeleteCount kept(DeleteCount count) {
        return new DeleteCount(
                count.route(), count.since().truncatedTo(ChronoUnit.MILLIS), count.count());
    }
}
