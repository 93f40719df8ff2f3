package s3migrate.jobsender;

import s3migrate.run.RunRequest;
import s3migrate.run.RunStretch;
import s3migrate.time.Deadline;

/// Does runs of routes, named in messages. Serves one thread.
@FunctionalInterface
interface RouteRuns {

    /// Does the next stretch of a run; throws what opening its stores and running it throw.
    ///
    /// @param owner whom others see at work
    RunStretch go(RunRequest.Go request, String owner, Deadline deadline)
            throws InterruptedException;
}
