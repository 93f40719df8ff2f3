package s3migrate.cli.sync;

import java.nio.file.Path;
import java.time.InstantSource;
import s3migrate.job.Job;
import s3migrate.transfer.TransferOutcome;
import s3migrate.transfer.evidence.EvidenceFile;
import s3migrate.transfer.evidence.EvidenceLine;

/// Takes down what became of each object of one sync, before it counts as done. Serves many
/// threads.
final class EvidenceLog implements AutoCloseable {

    private final EvidenceFile file;
    private final String run;
    private final InstantSource clock;

    /// Appends to `file`. A sync is known in it by the time it began.
    EvidenceLog(Path file, InstantSource clock) {
        this.file = EvidenceFile.append(file);
        this.run = clock.instant().toString();
        this.clock = clock;
    }

    /// There is nothing more to be done for it.
    void settled(Job job, TransferOutcome.Settled outcome) {
        file.add(EvidenceLine.settled(job.foundBy(run), outcome, clock.instant()));
    }

    /// It was given up.
    void failed(Job job, String reason) {
        file.add(EvidenceLine.failed(job.foundBy(run), reason, clock.instant()));
    }

    @Override
    public void close() {
        file.close();
    }
}
