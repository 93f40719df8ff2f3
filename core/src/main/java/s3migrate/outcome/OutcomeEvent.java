package s3migrate.outcome;

import java.time.Instant;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.transfer.TransferOutcome;

/// What other systems are told. `docs/contracts.md` shows each as JSON.
public sealed interface OutcomeEvent {

    /// An object is at its destination, proved.
    record CopyCompleted(Job job, TransferOutcome.Proved proved, Instant time)
            implements OutcomeEvent {}

    /// An object is given up, or its source is gone. `cause` is one word for machines, `reason` for
    /// a person.
    record CopyFailed(Job job, String cause, String reason, Instant time) implements OutcomeEvent {}

    /// A comparison and its jobs have ended. Of its source's objects it handed so many over, and
    /// `complete` says what is known of the route now.
    record RunFinished(
            String route,
            String run,
            long sourceObjects,
            long sourceBytes,
            long handedOver,
            CompleteUpTo complete,
            Optional<String> report,
            Instant time)
            implements OutcomeEvent {}

    /// A route waits for a person.
    record RoutePaused(String route, String cause, String reason, Instant time)
            implements OutcomeEvent {}

    /// The event of an object there is nothing more to be done for, if it is one of these.
    ///
    /// What is deleted with its source was no copy, and what stays is none. Who ordered a copy by
    /// an id waits for its end, and hears why there is none.
    static Optional<OutcomeEvent> of(Job job, TransferOutcome.Settled outcome, Instant time) {
        return switch (outcome) {
            case TransferOutcome.Proved proved -> Optional.of(new CopyCompleted(job, proved, time));
            case TransferOutcome.SourceGone _, TransferOutcome.Deleted _ ->
                    none(job, "SourceGone", "there is no such object", time);
            case TransferOutcome.Kept _ ->
                    none(
                            job,
                            "Kept",
                            "%s has another object, and the route overwrites nothing"
                                    .formatted(job.destination()),
                            time);
        };
    }

    private static Optional<OutcomeEvent> none(Job job, String cause, String why, Instant time) {
        return job.id()
                .map(_ ->
                        new CopyFailed(
                                job, cause, "copy %s: %s".formatted(job.source(), why), time));
    }
}
