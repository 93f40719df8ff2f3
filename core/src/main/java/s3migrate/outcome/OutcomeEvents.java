package s3migrate.outcome;

import java.util.List;

/// Where outcome events go. Serves many threads.
@FunctionalInterface
public interface OutcomeEvents {

    /// Nobody is told.
    OutcomeEvents NONE = _ -> {};

    /// Sends all of them, and returns when each is taken.
    ///
    /// @throws OutcomeEventsException after retries, if one is not; others may be
    void send(List<OutcomeEvent> events);
}
