package s3migrate.run;

import s3migrate.job.JobQueueException;

/// How much the workers have still before them. Serves many threads.
@FunctionalInterface
public interface Backlog {

    /// Messages in the queues runs hand over to that nobody has received and none is kept back from
    /// receivers; about, as SQS counts.
    ///
    /// @throws JobQueueException if a queue did not answer
    long waiting();
}
