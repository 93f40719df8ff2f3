package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;

/// What ends a transfer before any byte is read: the object is there already, its headers alone
/// differ, or S3 does not show all it has. Serves many threads.
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

    /// Where the object is there already.
    Optional<Step> present(Attempt attempt, Look destination) {
        var object = attempt.object();
        var present = destination.seen();
        var evidence =
                present.flatMap(there -> Sameness.of(object, there).or(() -> known(object, there)))
                        .filter(grade -> !settings.tooLittle(grade));
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                attempt.fence().voidRecorded(attempt.job().destination())
                        ? Step.overtaken("an upload for an object that is there was ended")
                        : new Step.Ended(
                                new TransferOutcome.AlreadyPresent(
                                        object, present.orElseThrow(), evidence.get())));
    }

    /// Where the destination has the bytes already, S3 gives them their headers in place. What it
    /// refuses goes the way of the route.
    Optional<Step> rewritten(Attempt attempt, Look destination) {
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

    /// Where neither checksum nor ETag can be compared: the ledger says what that destination
    /// object was copied from.
    private Optional<Evidence> known(StoredObject object, StoredObject there) {
        return ledger.find(there.location())
                .filter(entry -> entry.state() == LedgerEntry.State.DONE)
                .filter(entry -> entry.source().sameVersionAs(object.pinned()))
                .filter(entry -> entry.written().filter(there.etag()::equals).isPresent())
                .flatMap(LedgerEntry::evidence);
    }
}
