package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Way;
import s3migrate.object.Checksum;
import s3migrate.object.StoredObject;
import s3migrate.store.Expectation;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.transfer.TransferOutcome.Copied;

/// Copies a whole object by one request, whichever way its bytes go, and proves the copy.
final class SmallCopy {

    private final Sides sides;
    private final Deletes deletes;
    private final Proving proving;

    SmallCopy(Sides sides, TransferSettings settings, Deletes deletes) {
        this.sides = sides;
        this.deletes = deletes;
        this.proving = new Proving(sides, settings);
    }

    /// The checksum that goes with a write of the whole object, if its source has one.
    static Optional<Checksum> given(StoredObject object) {
        return object.checksum().filter(c -> c.coverage() == Checksum.Coverage.FULL_OBJECT);
    }

    /// Copies the object of the attempt, if the destination still is as expected.
    Step copy(Attempt attempt, WholeMover mover) {
        if (voidRecorded(attempt)) {
            return Step.overtaken("an upload of another version was ended");
        }
        WriteAnswer answer;
        try {
            answer = mover.move(attempt);
        } catch (StoreException.Transient unclear) {
            return settle(attempt, mover, unclear);
        }
        return switch (answer) {
            case WriteAnswer.Written written -> prove(attempt, mover, written);
            case WriteAnswer.Refused refused -> refused(attempt, mover.way(), refused);
            case WriteAnswer.WrongBytes wrong -> Step.wrongBytes(wrong.detail());
            case WriteAnswer.NoSuchUpload _ ->
                    throw new IllegalStateException("a PUT has no upload");
        };
    }

    private boolean voidRecorded(Attempt attempt) {
        var key = attempt.job().destination();
        return mayBeOutdated(attempt.expected())
                ? attempt.fence().voidRecorded(key)
                : attempt.fence().voidRecordedBeforeNew(key);
    }

    /// A copy has conditions on both sides, and not every answer says which did not hold: then a
    /// look at the source does.
    private Step refused(Attempt attempt, Way way, WriteAnswer.Refused refused) {
        return way == Way.SERVER_SIDE && !sides.unchanged(attempt.pinned())
                ? Step.sourceChanged("the copy was answered " + refused.code())
                : Step.overtaken("the destination answered " + refused.code());
    }

    /// What became of a write that the store has answered.
    Step prove(Attempt attempt, WholeMover mover, WriteAnswer.Written written) {
        return proving.of(
                attempt,
                given(attempt.object()),
                written,
                mayBeOutdated(attempt.expected()),
                proved ->
                        Copied.whole(
                                attempt.object(),
                                proved.proof(mover.way(), written),
                                mover.carried()));
    }

    /// A write without a condition may be late, and lie over a newer one. An ETag names a content,
    /// not a moment: between reading it and this write the source may have changed and its content
    /// come back at the destination. Absence does not either where others delete: the source may be
    /// gone, and its copy with it, before this write made it anew.
    private boolean mayBeOutdated(Expectation expected) {
        return !sides.conditional()
                || deletes.wanted()
                || !(expected instanceof Expectation.Absent);
    }

    /// The write got no clear answer: it may have landed, and it may still. What is there and equal
    /// may be another's, so that only a write that nothing can let pass any more is over: one for
    /// an absent key, which stays there.
    Step settle(Attempt attempt, WholeMover mover, StoreException.Transient unclear) {
        return !mayBeOutdated(attempt.expected()) && sides.holds(attempt)
                ? Step.maybeWritten(
                        "the reply of the %s was lost, and it had landed"
                                .formatted(mover.way() == Way.STREAMING ? "PUT" : "CopyObject"),
                        mover.carried())
                : new Step.Ended(new TransferOutcome.Unsettled(unclear));
    }
}
