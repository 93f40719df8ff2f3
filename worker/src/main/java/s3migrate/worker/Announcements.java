package s3migrate.worker;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import s3migrate.job.Job;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;

/// Tells other systems how objects ended, where anybody asked for it.
///
/// @param wanted of whose end to tell
record Announcements(OutcomeEvents events, Predicate<Job> wanted, InstantSource clock) {

    /// Tells of those that are at their end.
    ///
    /// @throws s3migrate.outcome.OutcomeEventsException if it is not sure that all are told
    void of(List<Disposition> dispositions) {
        var told = dispositions.stream().flatMap(one -> event(one).stream()).toList();
        if (!told.isEmpty()) {
            events.send(told);
        }
    }

    private Optional<OutcomeEvent> event(Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled(var job, var outcome) when wanted.test(job) ->
                    OutcomeEvent.of(job, outcome, clock.instant());
            case Disposition.Failed(var job, var cause, var reason) ->
                    job.filter(wanted)
                            .map(one ->
                                    new OutcomeEvent.CopyFailed(
                                            one, cause, reason, clock.instant()));
            case Disposition.Settled _, Disposition.Skipped _ -> Optional.empty();
            case Disposition.Again _, Disposition.HandedOn _ -> Optional.empty();
        };
    }
}
