package s3migrate.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// One entry per destination key that needs one. Reads are consistent; `replace` is the only write,
/// so every change is decided on what was seen. Times are kept to the millisecond.
public interface Ledger {

    /// The entry of this key.
    Optional<LedgerEntry> find(ObjectLocation destination);

    /// The entries there are of these keys.
    Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations);

    /// Writes `next` if the entry still has the generation and the lease of `seen` (empty: if there
    /// still is none).
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(Optional<LedgerEntry> seen, LedgerEntry next);
}
