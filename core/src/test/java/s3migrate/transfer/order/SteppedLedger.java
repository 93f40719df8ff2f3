package s3migrate.transfer.order;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.store.StoreException;
import s3migrate.transfer.order.Call.Kind;

/// The ledger as one worker calls it: each call is a step. The first owner it writes is the
/// worker's own.
final class SteppedLedger implements Ledger {

    private final Actor actor;
    private final Ledger inner;
    private String owner = "";

    SteppedLedger(Actor actor, Ledger inner) {
        this.actor = actor;
        this.inner = inner;
    }

    @Override
    public Optional<LedgerEntry> find(ObjectLocation destination) {
        var found = make(Kind.READ, "ledger find", () -> inner.find(destination));
        actor.note(found.map(entry -> told(entry, owner)).orElse("none"));
        return found;
    }

    @Override
    public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
        var found = make(Kind.READ, "ledger look ahead", () -> inner.find(destinations));
        actor.note(
                found.values().stream()
                        .map(entry -> told(entry, owner))
                        .collect(Collectors.joining()));
        return found;
    }

    @Override
    public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
        if (owner.isEmpty()) {
            next.lease()
                    .map(Lease::owner)
                    .filter(name -> !ofSlices(name))
                    .ifPresent(name -> owner = name);
        }
        String text =
                "ledger %s -> %s"
                        .formatted(
                                seen.map(entry -> "" + entry.generation()).orElse("none"),
                                told(next, owner));
        boolean done = make(Kind.LEDGER, text, () -> inner.replace(seen, next));
        actor.note("" + done);
        return done;
    }

    /// Who writes leases here; empty as long as none was written.
    String owner() {
        return owner;
    }

    private <T> T make(Kind kind, String text, Supplier<T> work) {
        try {
            return actor.make(new Call(kind, text), work);
        } catch (StoreException.Transient lost) {
            throw new LedgerException(String.valueOf(lost.getMessage()));
        }
    }

    /// Slices have names that do not depend on who works on them.
    private static boolean ofSlices(String owner) {
        return owner.startsWith("slice");
    }

    private static String told(String owner, String self) {
        if (ofSlices(owner)) {
            return owner;
        }
        return owner.equals(self) ? "own" : "other";
    }

    /// Everything of an entry that a worker named `self` decides by.
    static String told(LedgerEntry entry, String self) {
        String lease =
                entry.lease()
                        .map(held -> told(held.owner(), self) + " " + held.until())
                        .orElse("free");
        return "%d %s %s %s %s %s %s"
                .formatted(
                        entry.generation(),
                        entry.state(),
                        entry.source().etag(),
                        entry.source().versionId().orElse(""),
                        lease,
                        entry.upload().map(upload -> upload.id()).orElse("-"),
                        entry.proof().map(proof -> proof.written().value()).orElse("-"));
    }
}
