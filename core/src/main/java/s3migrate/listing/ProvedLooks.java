package s3migrate.listing;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.object.StoredObject;

/// Writes into the ledger what a look at both sides has proved, where nothing else is known of the
/// key. Serves many threads.
record ProvedLooks(Ledger ledger, InstantSource clock) {

    /// Notes that `there` holds the bytes of `here`. An open upload, a failure and what another
    /// writes meanwhile stay as they are.
    ///
    /// @param seen what the ledger has of the key
    void write(
            StoredObject here, StoredObject there, Evidence evidence, @Nullable LedgerEntry seen) {
        var known = Optional.ofNullable(seen);
        boolean free =
                known.filter(e -> e.mayHaveUpload() || e.state() == LedgerEntry.State.FAILED)
                        .isEmpty();
        if (free) {
            var now = clock.instant();
            var source = here.pinned();
            var proof = new Proof(evidence, Optional.empty(), there.etag(), there.versionId());
            var entry =
                    known.orElseGet(() -> LedgerEntry.unheld(there.location(), source, now))
                            .done(source, proof, now);
            var _ = ledger.replace(known, entry);
        }
    }
}
