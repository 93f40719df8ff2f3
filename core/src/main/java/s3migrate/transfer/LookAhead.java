package s3migrate.transfer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;

/// One look into the ledger for many destinations, before the first of them is worked on: those no
/// upload was recorded for.
///
/// It spares a new object its own look, however old it is by then: an upload that was begun since
/// for a key that was absent completes on condition that it still is. Whatever lies over something
/// needs a fresh one.
public record LookAhead(Set<ObjectLocation> withoutUpload) {

    /// Nothing was looked at.
    public static final LookAhead NOT_TAKEN = new LookAhead(Set.of());

    public LookAhead {
        withoutUpload = Set.copyOf(withoutUpload);
    }

    /// Looks at these keys.
    ///
    /// @throws s3migrate.ledger.LedgerException if the ledger does not answer
    public static LookAhead at(Ledger ledger, Collection<ObjectLocation> destinations) {
        var without = new HashSet<>(destinations);
        ledger.find(destinations).values().stream()
                .filter(LedgerEntry::mayHaveUpload)
                .map(LedgerEntry::destination)
                .forEach(without::remove);
        return new LookAhead(without);
    }

    boolean clear(ObjectLocation destination) {
        return withoutUpload.contains(destination);
    }
}
