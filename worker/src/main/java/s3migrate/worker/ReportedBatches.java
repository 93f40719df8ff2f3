package s3migrate.worker;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Batch;
import s3migrate.job.ReceivedMessage;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine;

/// The evidence of batches, a file for each in the reports bucket.
record ReportedBatches(EvidenceBucket reports, InstantSource clock) implements BatchEvidence {

    @Override
    public boolean keep(ReceivedMessage message, Batch batch, List<Disposition> dispositions) {
        var lines =
                dispositions.stream()
                        .flatMap(disposition -> line(batch.run(), disposition).stream())
                        .toList();
        if (!lines.isEmpty()) {
            String route = batch.jobs().getFirst().route();
            reports.write(route, batch.run(), message.id(), lines);
        }
        return true;
    }

    /// What is not at its end has its line where it ends.
    private Optional<EvidenceLine> line(Optional<String> run, Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled(var job, var outcome) ->
                    Optional.of(EvidenceLine.settled(job, run, outcome, clock.instant()));
            case Disposition.Failed(var job, _, var reason) ->
                    job.map(failed -> EvidenceLine.failed(failed, run, reason, clock.instant()));
            case Disposition.Again _, Disposition.HandedOn _, Disposition.Skipped _ ->
                    Optional.empty();
        };
    }
}
