package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;

/// A ledger entry that is ours until somebody takes its generation. Renewed from a timer while
/// others use it: thread-safe.
final class Claim {

    private final Ledger ledger;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final String owner;
    private LedgerEntry entry; // guarded by this
    private boolean lost; // guarded by this

    Claim(Ledger ledger, InstantSource clock, Duration leaseTime, String owner, LedgerEntry entry) {
        this.ledger = ledger;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.owner = owner;
        this.entry = entry;
    }

    /// The entry as we last wrote it.
    synchronized LedgerEntry entry() {
        return entry;
    }

    /// Whether another worker has taken the entry: whatever we still do, we must not complete.
    synchronized boolean lost() {
        return lost;
    }

    /// Extends the lease from now on.
    void renew() {
        update(held ->
                held.renewed(new Lease(owner, clock.instant().plus(leaseTime)), clock.instant()));
    }

    /// Writes the next state of the entry.
    ///
    /// @return false if the entry is not ours any more
    synchronized boolean update(UnaryOperator<LedgerEntry> change) {
        if (lost) {
            return false;
        }
        var next = change.apply(entry);
        if (ledger.replace(Optional.of(entry), next)) {
            entry = next;
            return true;
        }
        lost = true;
        return false;
    }
}
