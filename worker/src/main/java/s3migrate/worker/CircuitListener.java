package s3migrate.worker;

import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord.Pause;

/// Is told once per pause of a route, by the worker that wrote it down. Serves many threads.
interface CircuitListener {

    /// The route's objects wait from now on, or for another reason than before. `job` is the one
    /// that was refused.
    void paused(Job job, Pause pause);

    /// They do not wait any more. `job` passed, or its route did.
    void resumed(Job job, Pause ended);
}
