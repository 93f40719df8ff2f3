package s3migrate.run;

import java.util.Optional;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;

/// Where runs leave their reports.
@FunctionalInterface
public interface RunReports {

    /// Nowhere.
    RunReports NONE = (_, _) -> Optional.empty();

    /// Writes down what a run that has ended found, and what became of its jobs so far, over an
    /// earlier report of it.
    ///
    /// @param deadline by when the sum of its evidence is broken off, which the report then says
    /// @return what became of its jobs; empty if nobody can tell
    /// @throws s3migrate.transfer.evidence.EvidenceException if it may not be there
    Optional<RunJobs> write(RunRecord ended, Deadline deadline);
}
