package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.job.Slice;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;

/// The lease that all slices of an upload have together, as one of them sees it. Whoever renews it
/// renews it for all, and the one that ends it sees to the object as a whole from then on. Renewed
/// from a timer while others ask: thread-safe.
final class SharedLease {

    /// More than there are slices: of those, one at a time gets ahead of us.
    private static final int MAX_RACES = 2 * Slices.MOST;

    private final Ledger ledger;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final Slice slice;
    private final LeaseHolder.AllSlices all;
    private final LeaseHolder.Ender ender;
    private boolean lost; // guarded by this

    SharedLease(Ledger ledger, InstantSource clock, Duration leaseTime, Slice slice) {
        this.ledger = ledger;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.slice = slice;
        this.all = new LeaseHolder.AllSlices(slice.upload().id());
        this.ender = new LeaseHolder.Ender(slice.upload().id(), slice.firstPart());
    }

    /// How a slice stands to the entry of its key.
    enum Standing {
        /// The upload is the key's, and its slices are at work.
        SHARED,
        /// This slice has said that it sees to the whole object.
        OURS,
        /// Somebody else sees to the whole object, with another upload or with this one.
        OTHERS,
        /// The ledger does not know the key.
        UNKNOWN
    }

    /// Extends the lease, unless another slice has done so lately.
    Standing renew() {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(slice.job().destination());
            var standing = standing(seen);
            if (standing != Standing.SHARED) {
                lose();
                return standing;
            }
            var entry = seen.orElseThrow();
            var now = clock.instant();
            var enough = now.plus(leaseTime.multipliedBy(2).dividedBy(3));
            boolean fresh = entry.lease().filter(held -> held.livesAt(enough)).isPresent();
            var next = new Lease(all.text(), now.plus(leaseTime));
            if (fresh || ledger.replace(seen, entry.renewed(next, now))) {
                return Standing.SHARED;
            }
        }
        throw overtaken("renew the lease of");
    }

    /// Ends the lease, and with it the work of all slices, and notes that this one sees to the
    /// object: its message must not go before another that does.
    ///
    /// @return whether it is this one
    boolean handBack() {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(slice.job().destination());
            switch (standing(seen)) {
                case OURS, UNKNOWN -> {
                    return true;
                }
                case OTHERS -> {
                    return false;
                }
                case SHARED -> {
                    var now = clock.instant();
                    // Over at once: the job is to find nobody at work.
                    var ended = new Lease(ender.text(), now);
                    if (ledger.replace(seen, seen.orElseThrow().takenBy(ended, now))) {
                        return true;
                    }
                }
            }
        }
        throw overtaken("hand back");
    }

    /// Whether the slices have nothing to do with the object any more.
    synchronized boolean lost() {
        return lost;
    }

    private synchronized void lose() {
        lost = true;
    }

    private Standing standing(Optional<LedgerEntry> seen) {
        if (seen.isEmpty()) {
            return Standing.UNKNOWN;
        }
        var entry = seen.get();
        if (entry.upload().filter(slice.upload()::is).isEmpty()) {
            return Standing.OTHERS;
        }
        var lease = entry.lease();
        return lease.isEmpty() ? Standing.SHARED : standing(lease.get());
    }

    private Standing standing(Lease lease) {
        var holder = LeaseHolder.of(lease.owner());
        if (holder.equals(all)) {
            return Standing.SHARED;
        }
        if (holder instanceof LeaseHolder.Ender(var id, _) && id.equals(all.uploadId())) {
            return holder.equals(ender) ? Standing.OURS : Standing.OTHERS;
        }
        return lease.livesAt(clock.instant()) ? Standing.OTHERS : Standing.SHARED;
    }

    private LedgerException overtaken(String what) {
        return new LedgerException(
                "%s %s: overtaken %d times".formatted(what, slice.job().destination(), MAX_RACES));
    }
}
