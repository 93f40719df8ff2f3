package s3migrate.transfer;

import java.time.InstantSource;
import s3migrate.job.Job;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
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

    /// Writes a finished copy. Where another worker has taken the entry since, his end is the one
    /// to be recorded.
    public void copied(Job job, TransferOutcome.Copied copied) {
        var now = clock.instant();
        var source = copied.source().pinned();
        var seen = copied.held().or(() -> ledger.find(job.destination()));
        var entry = seen.orElseGet(() -> LedgerEntry.unheld(job.destination(), source, now));
        ledger.replace(
                seen,
                entry.done(
                        source,
                        copied.written(),
                        copied.writtenVersionId(),
                        copied.evidence(),
                        now));
    }

    /// Writes a failure for good, which stays until the object is copied or dismissed: whatever
    /// others write meanwhile, it is there when this returns.
    ///
    /// @throws LedgerException if it is not
    public void failed(Job job, String reason) {
        for (int race = 0; race < MAX_RACES; race++) {
            var now = clock.instant();
            var seen = ledger.find(job.destination());
            var unseen = PinnedObject.unseen(job.source());
            var entry = seen.orElseGet(() -> LedgerEntry.unheld(job.destination(), unseen, now));
            if (ledger.replace(seen, entry.failed(reason, now))) {
                return;
            }
        }
        throw new LedgerException(
                "record the failure of %s: overtaken %d times"
                        .formatted(job.destination(), MAX_RACES));
    }
}
