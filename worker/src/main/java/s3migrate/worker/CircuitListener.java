package s3migrate.worker;

import java.time.Instant;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord.Pause;

/// Is told of the pauses of routes. Serves many threads.
interface CircuitListener {

    /// The route's objects wait from now on, or for another reason than before. `job` is the one
    /// that was refused. Said once, by the worker that wrote it down.
    void paused(Job job, Pause pause);

    /// Tells other systems of a pause, at least once: by the same worker, or by whichever meets the
    /// pause next.
    ///
    /// @return whether they know now
    boolean announced(String route, Pause pause);

    /// The route cost `microUsd`, which is all it may, and waits for a person from now on. Said
    /// once, by the worker that wrote it down.
    void capReached(String route, long microUsd, long capUsd, Instant at);

    /// They do not wait any more. `job` passed, or its route did.
    void resumed(Job job, Pause ended);
}
