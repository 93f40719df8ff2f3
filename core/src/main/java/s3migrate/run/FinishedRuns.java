package s3migrate.run;

import s3migrate.ledger.CompleteUpTo;

/// Hears of runs whose jobs have all ended.
@FunctionalInterface
public interface FinishedRuns {

    /// Nobody.
    FinishedRuns NONE = (_, _, _) -> {};

    /// The run is over, and with it its jobs, which the ledger knows by now: it is told once.
    ///
    /// @param complete what is known of the route by it
    void finished(String route, String run, CompleteUpTo complete);
}
