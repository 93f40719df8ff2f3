package s3migrate.run;

import s3migrate.job.JobQueueException;

/// The queue runs are started and continued through. Serves many threads.
public interface RunQueue {

    /// Sends the next stretch of a run, to be done at once.
    ///
    /// @throws JobQueueException if it may not have been sent
    void send(RunRequest.Go next);
}
