package s3migrate.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// A ledger in memory, for tests. Serves many threads.
public final class MemoryLedger implements Ledger {

    private final Map<ObjectLocation, LedgerEntry> entries = new HashMap<>();

    @Override
    public synchronized Optional<LedgerEntry> find(ObjectLocation destination) {
        return Optional.ofNullable(entries.get(destination));
    }

    @Override
    public synchronized Map<ObjectLocation, LedgerEntry> find(
            Collection<ObjectLocation> destinations) {
        var found = new HashMap<>(entries);
        found.keySet().retainAll(destinations);
        return Map.copyOf(found);
    }

    @Override
    public synchronized boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
        var found = find(next.destination());
        boolean unchanged =
                found.map(LedgerEntry::generation).equals(seen.map(LedgerEntry::generation))
                        && found.flatMap(LedgerEntry::lease)
                                .equals(seen.flatMap(LedgerEntry::lease));
        if (unchanged) {
            entries.put(next.destination(), next);
        }
        return unchanged;
    }
}
