package s3migrate.worker;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.ReceivedMessage;
import s3migrate.ledger.LedgerException;
import s3migrate.log.EventLog;
import s3migrate.transfer.TransferOutcome;

/// What proves the objects of a message, as the ledger keeps it. Serves many threads.
final class ProofRecords {

    /// Entries of a batch written at once; each is a read and a write.
    private static final int RECORDED_AT_ONCE = 16;

    private final JobQueue queue;
    private final JobFlow jobs;
    private final Predicate<Job> recorded;
    private final EventLog log;

    /// @param recorded whose proof goes into the ledger, even where a file has it too
    ProofRecords(JobQueue queue, JobFlow jobs, Predicate<Job> recorded, EventLog log) {
        this.queue = queue;
        this.jobs = jobs;
        this.recorded = recorded;
        this.log = log;
    }

    /// @param outcome held where it stands in an entry of ours already, whose claim it ends
    record Proof(Job job, TransferOutcome.Proved outcome) {
        private boolean held() {
            return outcome.held().isPresent();
        }
    }

    /// A proof is written down before the message can be consumed, or a crash between would lose
    /// it. Where it is in a file, the ledger only learns what is no failure any more, and what is
    /// always to be recorded. Held ones are written down already.
    void writeDown(List<Proof> proofs, boolean inFile) {
        var free = proofs.stream().filter(not(Proof::held)).toList();
        var told = inFile ? jobs.failures(free.stream().map(Proof::job).toList()) : Set.of();
        free.stream()
                .filter(one ->
                        !inFile
                                || recorded.test(one.job())
                                || told.contains(one.job().destination()))
                .gather(Gatherers.mapConcurrent(RECORDED_AT_ONCE, this::record))
                .forEach(_ -> {});
    }

    private Proof record(Proof proof) {
        jobs.record(proof.job(), proof.outcome());
        return proof;
    }

    /// Where a proof stands in an entry of ours already, the message goes first: DONE ends the
    /// claim, and a message that lived on would begin anew.
    void closeHeld(ReceivedMessage message, List<Proof> proofs) {
        var held = proofs.stream().filter(Proof::held).toList();
        if (!held.isEmpty()) {
            queue.delete(message);
            held.forEach(this::close);
        }
    }

    private void close(Proof held) {
        try {
            jobs.record(held.job(), held.outcome());
        } catch (LedgerException broke) {
            log.warn(
                    "copy_not_closed",
                    Map.of(
                            "destination",
                            held.job().destination().toString(),
                            "reason",
                            String.valueOf(broke.getMessage())));
        }
    }
}
