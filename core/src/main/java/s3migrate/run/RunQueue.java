package s3migrate.run;

import java.time.Duration;
import s3migrate.job.JobQueueException;

/// The queue runs are started and continued through. Serves many threads.
public interface RunQueue {

    /// Sends the next stretch of a run, to be done at once.
    ///
    /// @throws JobQueueException if it may not have been sent
    default void send(RunRequest.Go next) {
        send(next, Duration.ZERO);
    }

    /// Sends one that is to be done after at most `JobQueue.MAX_DELAY`.
    ///
    /// @throws JobQueueException if it may not have been sent
    void send(RunRequest.Go next, Duration after);

    /// Sends a check, to be done after at most `JobQueue.MAX_DELAY`.
    ///
    /// @throws JobQueueException if it may not have been sent
    void send(RunRequest.Check next, Duration after);
}
