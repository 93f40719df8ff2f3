package s3migrate.transfer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;

/// One look into the ledger for many destinations, before the first of them is worked on: those no
/// upload was recorded for, and those that did not stand as failures.
///
/// It spares a new object its own look, however old it is by then: an upload that was begun since
/// for a key that was absent completes on condition that it still is. Whatever lies over something
/// needs a fresh one.
///
/// What was no failure then needs no second look once it is proved. Should another worker have
/// given it up meanwhile, that stands until the next comparison finds it equal.
public record LookAhead(Set<ObjectLocation> withoutUpload, Set<ObjectLocation> withoutFailure) {

    /// Nothing was looked at.
    public static final LookAhead NOT_TAKEN = new LookAhead(Set.of(), Set.of());

    public LookAhead {
        withoutUpload = Set.copyOf(withoutUpload);
        withoutFailure = Set.copyOf(withoutFailure);
    }

    /// Looks at these keys.
    ///
    /// @throws s3migrate.ledger.LedgerException if the ledger does not answer
    public static LookAhead at(Ledger ledger, Collection<ObjectLocation> destinations) {
        var entries = ledger.find(destinations).values();
        return new LookAhead(
                without(LedgerEntry::mayHaveUpload, destinations, entries),
                without(LedgerEntry::isFailure, destinations, entries));
    }

    private static Set<ObjectLocation> without(
            Predicate<LedgerEntry> what,
            Collection<ObjectLocation> destinations,
            Collection<LedgerEntry> entries) {
        var without = new HashSet<>(destinations);
        entries.stream().filter(what).map(LedgerEntry::destination).forEach(without::remove);
        return without;
    }

    /// Whether this one is known to have been no failure.
    public boolean sawNoFailure(ObjectLocation destination) {
        return withoutFailure.contains(destination);
    }

    boolean clear(ObjectLocation destination) {
        return withoutUpload.contains(destination);
    }
}
