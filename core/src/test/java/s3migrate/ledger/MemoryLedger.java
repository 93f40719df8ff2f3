package s3migrate.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.object.ObjectLocation;

/// A ledger in memory, for tests. Serves many threads.
public final class MemoryLedger implements Ledger, FailureIndex {

    private final Map<ObjectLocation, LedgerEntry> entries = new HashMap<>();

    @Override
    public synchronized Optional<LedgerEntry> find(ObjectLocation destination) {
        return Optional.ofNullable(entries.get(destination));
    }

    @Override
    public synchronized Map<ObjectLocation, LedgerEntry> find(
            Collection<ObjectLocation> destinations) {
        var found = new HashMap<ObjectLocation, LedgerEntry>();
        for (var destination : destinations) {
            find(destination).ifPresent(entry -> found.put(destination, entry));
        }
        return Map.copyOf(found);
    }

    @Override
    public synchronized Stream<ObjectLocation> under(String bucket, String prefix) {
        return in(LedgerEntry.State.FAILED, bucket, prefix);
    }

    @Override
    public synchronized Stream<ObjectLocation> begunUnder(String bucket, String prefix) {
        return in(LedgerEntry.State.COPYING, bucket, prefix);
    }

    private Stream<ObjectLocation> in(LedgerEntry.State state, String bucket, String prefix) {
        return entries.values().stream()
                .filter(entry -> entry.state() == state)
                .map(LedgerEntry::destination)
                .filter(at -> at.bucket().equals(bucket) && at.key().startsWith(prefix))
                .toList()
                .stream();
    }

    @Override
    public synchronized boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
        boolean unchanged = fence(find(next.destination())).equals(fence(seen));
        if (unchanged) {
            entries.put(next.destination(), kept(next));
        }
        return unchanged;
    }

    /// Forgets everything, as a table that was lost.
    public synchronized void clear() {
        entries.clear();
    }

    /// What a write is conditioned on; empty where there is no entry.
    private static Optional<Fence> fence(Optional<LedgerEntry> entry) {
        return entry.map(
                e -> new Fence(e.generation(), e.lease().map(lease -> millis(lease.until()))));
    }

    private record Fence(long generation, Optional<Instant> leaseUntil) {}

    private static LedgerEntry kept(LedgerEntry entry) {
        return new LedgerEntry(
                entry.destination(),
                entry.generation(),
                entry.state(),
                entry.source(),
                entry.lease().map(lease -> new Lease(lease.owner(), millis(lease.until()))),
                entry.upload(),
                entry.proof(),
                entry.tries(),
                entry.restarts(),
                entry.failure()
                        .map(f -> new Failure(millis(f.first()), millis(f.last()), f.reason())),
                millis(entry.started()),
                millis(entry.updated()));
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
