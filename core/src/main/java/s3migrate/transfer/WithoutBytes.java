package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;

/// What ends a transfer before any byte is read: the object is there already or another that stays,
/// its headers alone differ, or S3 does not show all it has. Serves many threads.
final class WithoutBytes {

    private final Sides sides;
    private final Ledger ledger;
    private final TransferSettings settings;
    private final SmallCopy small;

    WithoutBytes(Sides sides, Ledger ledger, TransferSettings settings, SmallCopy small) {
        this.sides = sides;
        this.ledger = ledger;
        this.settings = settings;
        this.small = small;
    }

    /// Where the object is there already, or another that stays.
    Optional<Step> present(Attempt attempt, Look destination, Rounds rounds) {
        if (destination.seen().isEmpty()) {
            return Optional.empty();
        }
        var object = attempt.object();
        var there = destination.seen().get();
        var evidence = evidence(attempt, there, rounds).filter(grade -> !settings.tooLittle(grade));
        if (evidence.isPresent()) {
            return ended(
                    attempt, new TransferOutcome.AlreadyPresent(object, there, evidence.get()));
        }
        return settings.keepsWhatIsThere()
                ? ended(attempt, new TransferOutcome.Kept(there))
                : Optional.empty();
    }

    private static Optional<Step> ended(Attempt attempt, TransferOutcome outcome) {
        return Optional.of(
                attempt.fence().voidRecorded(attempt.job().destination())
                        ? Step.overtaken("an upload for an object that is there was ended")
                        : new Step.Ended(outcome));
    }

    /// Why both are equal. Where equal objects are written too, what was there before the job began
    /// does not count; or else a message that comes twice would be copied twice.
    private Optional<Evidence> evidence(Attempt attempt, StoredObject there, Rounds rounds) {
        if (settings.writesEqual() && !rounds.maybeWrittenSince()) {
            var begun = attempt.job().history().firstSeen();
            return copied(attempt.object(), there)
                    .filter(entry -> !entry.updated().isBefore(begun))
                    .flatMap(LedgerEntry::evidence);
        }
        // Of headers the ledger knows nothing: they are compared in any case.
        return attempt.object().metadata().equals(there.metadata())
                ? Sameness.ofContent(attempt.object(), there)
                        .or(() -> copied(attempt.object(), there).flatMap(LedgerEntry::evidence))
                : Optional.empty();
    }

    /// Where the destination has the bytes already, S3 gives them their headers in place. What it
    /// refuses goes the way of the route.
    Optional<Step> rewritten(Attempt attempt, Look destination) {
        if (settings.writesEqual()) {
            return Optional.empty();
        }
        try {
            return destination
                    .seen()
                    .filter(there ->
                            RewrittenWhole.suffices(sides, settings, attempt.object(), there))
                    .map(there -> small.copy(attempt, new RewrittenWhole(sides, there)));
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            return Optional.empty();
        }
    }

    /// Where the object has metadata that S3 counts and does not show.
    static Optional<Step> hidden(Attempt attempt) {
        int entries = attempt.object().metadata().hidden();
        return entries == 0
                ? Optional.empty()
                : Optional.of(new Step.Ended(new TransferOutcome.MetadataHidden(entries)));
    }

    /// What the ledger has of a copy of these bytes which still is there. It tells also where
    /// neither checksum nor ETag can be compared.
    private Optional<LedgerEntry> copied(StoredObject object, StoredObject there) {
        return ledger.find(there.location())
                .filter(entry -> entry.state() == LedgerEntry.State.DONE)
                .filter(entry -> entry.source().sameVersionAs(object.pinned()))
                .filter(entry -> entry.written().filter(there.etag()::equals).isPresent());
    }
}
