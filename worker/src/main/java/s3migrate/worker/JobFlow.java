package s3migrate.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import s3migrate.job.Job;
import s3migrate.ledger.LedgerException;
import s3migrate.log.EventLog;
import s3migrate.object.ObjectLocation;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.TransferOutcome;

/// One job → transfer → disposition, with one log line per ended transfer. Serves many threads.
final class JobFlow {

    private final Transfers transfers;
    private final OutcomeRecords records;
    private final Judgement judgement;
    private final InstantSource clock;
    private final long smallBytes;
    private final EventLog log;

    JobFlow(
            Transfers transfers,
            OutcomeRecords records,
            Judgement judgement,
            InstantSource clock,
            long smallBytes,
            EventLog log) {
        this.transfers = transfers;
        this.records = records;
        this.judgement = judgement;
        this.clock = clock;
        this.smallBytes = smallBytes;
        this.log = log;
    }

    /// Whether a job is done at once rather than by a message of its own. A size that is not known
    /// counts as small: the object is opened, and its answer says.
    boolean isSmall(Job job) {
        return job.size().orElse(0) <= smallBytes;
    }

    /// Works on a job. Where its route is refused and its credentials are new since, it is begun
    /// again with those.
    Disposition work(Job job, int receives, Deadline deadline) throws InterruptedException {
        while (true) {
            var begun = clock.instant();
            try {
                var outcome = transfers.of(job).run(job, deadline);
                log(job, outcome);
                return judgement.of(job, outcome, receives);
            } catch (StoreException.RouteRefused refused) {
                var lasting = lasting(job, refused, begun);
                if (lasting.isPresent()) {
                    return judgement.of(job, lasting.get(), receives);
                }
            } catch (StoreException | LedgerException | SettingsException broke) {
                return judgement.of(job, broke, receives);
            } catch (RuntimeException fault) {
                log(job, fault);
                return judgement.of(job, fault, receives);
            }
        }
    }

    /// What still keeps a refused route from passing; empty if its credentials are new.
    private Optional<RuntimeException> lasting(
            Job job, StoreException.RouteRefused refused, Instant begun) {
        try {
            return transfers.renewed(job, begun) ? Optional.empty() : Optional.of(refused);
        } catch (SettingsException unreadable) {
            return Optional.of(unreadable);
        }
    }

    /// Whose credentials a job's route has on its two sides, by name.
    String credentials(Job job) {
        return transfers.credentials(job);
    }

    /// What becomes of a job whose work was interrupted.
    Disposition interrupted(Job job) {
        return judgement.interrupted(job);
    }

    /// Writes down what proves a copy; `OutcomeRecords` says when.
    void record(Job job, TransferOutcome.Proved proved) {
        records.proved(job, proved);
    }

    /// The destinations among these that the ledger has as failures.
    Set<ObjectLocation> failures(List<Job> of) {
        return records.failures(of.stream().map(Job::destination).toList());
    }

    /// Writes down a failure, before its message is given up.
    void recordFailure(Job job, String reason) {
        records.failed(job, reason);
    }

    /// Nothing that stores, ledger or settings say: for those who mend the program.
    private void log(Job job, RuntimeException fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        log.error(
                "fault",
                Map.of(
                        "source",
                        job.source().toString(),
                        "destination",
                        job.destination().toString(),
                        "reason",
                        fault.toString(),
                        "trace",
                        trace.toString()));
    }

    /// One line per ended transfer, except for small objects that were copied or there: those are
    /// millions.
    private void log(Job job, TransferOutcome outcome) {
        if (isSmall(job)
                && (outcome instanceof TransferOutcome.Copied
                        || outcome instanceof TransferOutcome.AlreadyPresent)) {
            return;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", job.route());
        fields.put("source", job.source().toString());
        fields.put("destination", job.destination().toString());
        job.id().ifPresent(id -> fields.put("id", id));
        fields.putAll(fieldsOf(outcome));
        log.info("transfer_ended", fields);
    }

    private static Map<String, Object> fieldsOf(TransferOutcome outcome) {
        return switch (outcome) {
            case TransferOutcome.Copied copied ->
                    Map.of(
                            "outcome", "copied",
                            "bytes", copied.source().size(),
                            "parts", copied.parts(),
                            "resumed_parts", copied.resumed(),
                            "evidence", copied.evidence().name());
            case TransferOutcome.AlreadyPresent there ->
                    Map.of("outcome", "already_there", "evidence", there.evidence().name());
            case TransferOutcome.SourceGone _ -> Map.of("outcome", "source_gone");
            case TransferOutcome.Deleted deleted ->
                    Map.of(
                            "outcome",
                            "deleted",
                            "bytes",
                            deleted.destination().size(),
                            "etag",
                            deleted.destination().etag().value());
            case TransferOutcome.DeletesPaused paused ->
                    Map.of("outcome", "deletes_paused", "since", paused.since().toString());
            case TransferOutcome.OutOfTime late ->
                    Map.of(
                            "outcome", "out_of_time",
                            "parts_left", late.partsLeft(),
                            "restarts", late.restarts());
            case TransferOutcome.Busy busy ->
                    Map.of("outcome", "busy", "until", busy.until().toString());
            case TransferOutcome.Unsettled unsettled ->
                    Map.of(
                            "outcome",
                            "unsettled",
                            "reason",
                            String.valueOf(unsettled.cause().getMessage()));
            case TransferOutcome.KeepsChanging changing ->
                    Map.of("outcome", "source_keeps_changing", "restarts", changing.restarts());
            case TransferOutcome.Mismatch mismatch ->
                    Map.of("outcome", "mismatch", "reason", mismatch.detail());
            case TransferOutcome.TooLittleProof proof ->
                    Map.of("outcome", "too_little_proof", "evidence", proof.found().name());
            case TransferOutcome.MetadataHidden hidden ->
                    Map.of("outcome", "metadata_hidden", "entries", hidden.entries());
            case TransferOutcome.TooLarge large ->
                    Map.of("outcome", "too_large", "bytes", large.bytes());
        };
    }
}
