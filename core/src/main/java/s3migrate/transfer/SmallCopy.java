package s3migrate.transfer;

import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.store.Expectation;
import s3migrate.store.OpenObject;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;

/// One GET, whose body is the body of one PUT.
final class SmallCopy {

    private final Sides sides;
    private final TransferSettings settings;
    private final Deletes deletes;
    private final Verification verification;

    SmallCopy(Sides sides, TransferSettings settings, Deletes deletes) {
        this.sides = sides;
        this.settings = settings;
        this.deletes = deletes;
        this.verification = new Verification(sides.destination());
    }

    /// Copies what is open, if the destination still is as expected.
    Step copy(Attempt attempt, OpenObject open) {
        var job = attempt.job();
        if (attempt.fence().voidRecorded(job.destination())) {
            return Step.overtaken("an upload of another version was ended");
        }
        var object = attempt.object();
        var given = object.checksum().filter(c -> c.coverage() == Checksum.Coverage.FULL_OBJECT);
        WriteAnswer answer;
        try (var body = SourceBody.ofOpen(sides.source(), open)) {
            var what = sides.newObject(object, settings.storageClass());
            answer =
                    sides.destination()
                            .put(
                                    job.destination(),
                                    what,
                                    body,
                                    given,
                                    sides.condition(attempt.expected()));
        } catch (StoreException.Transient unclear) {
            return settle(attempt, unclear);
        }
        return switch (answer) {
            case WriteAnswer.Written written -> prove(attempt, given, written);
            case WriteAnswer.Refused refused ->
                    Step.overtaken("the destination answered " + refused.code());
            case WriteAnswer.WrongBytes wrong -> Step.wrongBytes(wrong.detail());
            case WriteAnswer.NoSuchUpload _ ->
                    throw new IllegalStateException("a PUT has no upload");
        };
    }

    private Step prove(Attempt attempt, Optional<Checksum> given, WriteAnswer.Written written) {
        var object = attempt.object();
        return switch (verification.of(object, given, written, attempt.job().destination())) {
            case Verification.Verdict.Wrong wrong -> Step.wrongBytes(wrong.detail());
            case Verification.Verdict.Proved(var evidence) when settings.tooLittle(evidence) ->
                    new Step.Ended(new TransferOutcome.TooLittleProof(evidence, settings.least()));
            case Verification.Verdict.Replaced _ -> Step.overtaken("the copy was replaced at once");
            case Verification.Verdict.Proved proved ->
                    mayBeOutdated(attempt.expected()) && !sides.unchanged(object.pinned())
                            ? Step.sourceChanged("the source changed while it was copied")
                            : new Step.Ended(
                                    new TransferOutcome.Copied(
                                            object,
                                            proved.proof(written.etag(), written.versionId()),
                                            1,
                                            0,
                                            Optional.empty()));
        };
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

    /// The PUT got no clear answer: it may have landed, and it may still. What is there and equal
    /// may be another's, so that only a PUT that nothing can let pass any more is over: one for an
    /// absent key, which stays there.
    private Step settle(Attempt attempt, StoreException.Transient unclear) {
        return !mayBeOutdated(attempt.expected()) && sides.holds(attempt)
                ? Step.maybeWritten("the reply of the PUT was lost, and it had landed")
                : new Step.Ended(new TransferOutcome.Unsettled(unclear));
    }
}
