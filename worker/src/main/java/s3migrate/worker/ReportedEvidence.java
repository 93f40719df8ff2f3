package s3migrate.worker;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.job.ReceivedMessage;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine;

/// The evidence of messages, a file for each in the reports bucket.
record ReportedEvidence(EvidenceBucket reports, InstantSource clock) implements EvidenceFiles {

    @Override
    public boolean keep(ReceivedMessage message, Job first, List<Disposition> dispositions) {
        var lines = dispositions.stream().flatMap(one -> line(one).stream()).toList();
        if (!lines.isEmpty()) {
            reports.write(first.route(), first.run(), message.id(), lines);
        }
        return true;
    }

    /// What is not at its end has its line where it ends.
    private Optional<EvidenceLine> line(Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled(var job, var outcome) ->
                    Optional.of(EvidenceLine.settled(job, outcome, clock.instant()));
            case Disposition.Failed(var job, _, var reason) ->
                    job.map(failed -> EvidenceLine.failed(failed, reason, clock.instant()));
            case Disposition.Again _, Disposition.HandedOn _, Disposition.Skipped _ ->
                    Optional.empty();
        };
    }
}
