package s3migrate.transfer;

import java.util.Optional;
import java.util.function.Function;
import s3migrate.object.Checksum;
import s3migrate.object.ObjectLocation;
import s3migrate.store.WriteAnswer.Written;
import s3migrate.transfer.TransferOutcome.Copied;

/// What becomes of a copy that the store has answered as written: by what proves it, and by what
/// the source is by then. Serves many threads.
final class Proving {

    private final Sides sides;
    private final TransferSettings settings;
    private final Verification verification;
    private final WrongCopy wrongCopy;

    Proving(Sides sides, TransferSettings settings) {
        this.sides = sides;
        this.settings = settings;
        this.verification = new Verification(sides.destination());
        this.wrongCopy = new WrongCopy(sides.destination());
    }

    /// The end of the transfer with `copied`, or what has to be done again.
    ///
    /// @param given the checksum that went with the write, as `Verification` has it
    /// @param mayBeOutdated whether the source is looked at once more
    Step of(
            Attempt attempt,
            Optional<Checksum> given,
            Written written,
            boolean mayBeOutdated,
            Function<Verification.Verdict.Proved, Copied> copied) {
        ObjectLocation at = attempt.job().destination();
        return switch (verification.of(attempt.object(), given, written, at)) {
            case Verification.Verdict.Wrong(var found) -> wrongCopy.takenBack(found, written, at);
            case Verification.Verdict.Replaced(var detail) -> Step.replaced(detail);
            case Verification.Verdict.Proved(var evidence) when settings.tooLittle(evidence) ->
                    new Step.Ended(new TransferOutcome.TooLittleProof(evidence, settings.least()));
            case Verification.Verdict.Proved proved ->
                    mayBeOutdated && !sides.unchanged(attempt.pinned())
                            ? Step.sourceChanged("the source changed while it was copied")
                            : new Step.Ended(copied.apply(proved));
        };
    }
}
