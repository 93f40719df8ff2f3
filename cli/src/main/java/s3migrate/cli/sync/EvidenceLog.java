package s3migrate.cli.sync;

import s3migrate.job.Job;
import s3migrate.transfer.TransferOutcome;

/// Takes down what became of each object, before it counts as done. Serves many threads.
interface EvidenceLog {

    /// There is nothing more to be done for it.
    void settled(Job job, TransferOutcome outcome);

    /// It was given up.
    void failed(Job job, String reason);
}
