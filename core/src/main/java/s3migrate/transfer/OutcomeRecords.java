package s3migrate.transfer;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import s3migrate.job.Job;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

/// Writes into the ledger how transfers ended. Needs neither of the stores, so a failure is
/// recorded even where they cannot be reached. Serves many threads.
public final class OutcomeRecords {

    /// Rounds of reading and being overtaken, before the ledger counts as out of order.
    private static final int MAX_RACES = 20;

    private final Ledger ledger;
    private final InstantSource clock;

    public OutcomeRecords(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Writes what the destination holds and what proves it. Where another worker is at the key, or
    /// was faster, his end is the one to be recorded.
    ///
    /// Called before the message is consumed, or else a crash between would lose the proof; but
    /// after it if the outcome is `held`: such an entry has its proof already, and DONE ends the
    /// claim, so that a message that lived on would begin anew.
    public void proved(Job job, TransferOutcome.Proved proved) {
        var now = clock.instant();
        var source = proved.source().pinned();
        var seen = proved.held().or(() -> ledger.find(job.destination()));
        if (proved.held().isEmpty()
                && seen.filter(entry -> entry.mayHaveUpload() || says(entry, proved)).isPresent()) {
            return;
        }
        var entry = seen.orElseGet(() -> LedgerEntry.unheld(job.destination(), source, now));
        ledger.replace(seen, entry.done(source, proved.proof(), now));
    }

    /// Whether the ledger knows it already: messages come twice.
    private static boolean says(LedgerEntry entry, TransferOutcome.Proved proved) {
        return proved instanceof TransferOutcome.AlreadyPresent
                && entry.state() == LedgerEntry.State.DONE
                && entry.source().sameVersionAs(proved.source().pinned())
                && entry.written().equals(Optional.of(proved.proof().written()));
    }

    /// One look at what is recorded for these destinations, before they are worked on.
    public LookAhead lookAhead(Collection<ObjectLocation> destinations) {
        return LookAhead.at(ledger, destinations);
    }

    /// Those of these destinations that stand as failures.
    public Set<ObjectLocation> failures(Collection<ObjectLocation> destinations) {
        return ledger.find(destinations).values().stream()
                .filter(LedgerEntry::isFailure)
                .map(LedgerEntry::destination)
                .collect(Collectors.toSet());
    }

    /// Writes a failure for good, which stays until the object is copied or dismissed: whatever
    /// others write meanwhile, it is there when this returns.
    ///
    /// @return whether somebody was at work on it meanwhile
    /// @throws LedgerException if it is not
    public boolean failed(Job job, String reason) {
        for (int race = 0; race < MAX_RACES; race++) {
            var now = clock.instant();
            var seen = ledger.find(job.destination());
            var unseen = PinnedObject.unseen(job.source());
            // What failed without a claim nobody has pinned: it is not the version that was copied
            // before.
            var entry =
                    seen.map(known -> known.mayHaveUpload() ? known : known.about(unseen))
                            .orElseGet(() -> LedgerEntry.unheld(job.destination(), unseen, now));
            if (ledger.replace(seen, entry.failed(reason, now))) {
                return entry.lease().filter(held -> held.livesAt(now)).isPresent();
            }
        }
        throw new LedgerException(
                "record the failure of %s: overtaken %d times"
                        .formatted(job.destination(), MAX_RACES));
    }
}
