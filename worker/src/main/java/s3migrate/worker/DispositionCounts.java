package s3migrate.worker;

import java.util.List;
import java.util.Optional;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import s3migrate.transfer.Carried;
import s3migrate.transfer.TransferOutcome;

/// Counts what became of objects, whatever their size, once their message is concluded, and what
/// the way of small ones cost. Serves many threads.
///
/// @param shares what each route has of the price
record DispositionCounts(Measurements measured, DataTransfer transfer, RouteShares shares) {

    /// Part of the work on an object is done, others go on with it.
    void worked(Job job) {
        shares.object(job.route());
    }

    void add(List<Disposition> dispositions) {
        dispositions.forEach(this::add);
    }

    private void add(Disposition disposition) {
        worked(disposition).ifPresent(job -> shares.object(job.route()));
        switch (disposition) {
            case Disposition.Settled(var job, var outcome) -> add(job.route(), outcome);
            case Disposition.Skipped _ -> measured.add(Metric.IGNORED_OBJECTS, 1);
            case Disposition.Later _, Disposition.Tried _ ->
                    measured.add(Metric.RETRIED_OBJECTS, 1);
            case Disposition.Kept _, Disposition.Paused _ -> measured.add(Metric.PAUSED_OBJECTS, 1);
            case Disposition.Failed failed when failed.cause().equals(DeadLetter.MALFORMED) ->
                    measured.add(Metric.MALFORMED_MESSAGES, 1);
            case Disposition.Failed failed ->
                    failed.job()
                            .ifPresentOrElse(
                                    job -> measured.add(Metric.FAILED_OBJECTS, 1, job.route()),
                                    () -> measured.add(Metric.FAILED_OBJECTS, 1));
            case Disposition.HandedOn _, Disposition.NotBegun _ -> {}
        }
    }

    /// Whose object was looked at.
    private static Optional<Job> worked(Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled settled -> Optional.of(settled.job());
            case Disposition.Failed failed -> failed.job();
            case Disposition.Again again -> Optional.of(again.job());
            case Disposition.Skipped _, Disposition.HandedOn _ -> Optional.empty();
        };
    }

    private void add(String route, TransferOutcome.Settled settled) {
        switch (settled) {
            case TransferOutcome.Copied copied -> {
                long bytes = copied.source().size();
                measured.add(Metric.COPIED_OBJECTS, 1, route);
                measured.add(Metric.COMPLETED_BYTES, bytes, route);
                long moved = copied.carried() == Carried.NOT_AT_ALL ? 0 : bytes;
                copied.proof().way().ifPresent(way -> measured.add(bytesBy(way), moved));
                // Parts were counted as they arrived.
                long untold = copied.carried() == Carried.AT_ONCE ? bytes : 0;
                measured.add(Metric.UPLOADING_BYTES, untold);
                transfer.of(route, untold);
                measured.add(provedBy(copied.evidence()), 1);
            }
            case TransferOutcome.AlreadyPresent there -> {
                measured.add(Metric.ALREADY_THERE_OBJECTS, 1);
                measured.add(provedBy(there.evidence()), 1);
            }
            case TransferOutcome.Kept _ -> measured.add(Metric.ALREADY_THERE_OBJECTS, 1);
            case TransferOutcome.SourceGone _ -> measured.add(Metric.SOURCE_GONE_OBJECTS, 1);
            case TransferOutcome.Deleted _ -> measured.add(Metric.DELETED_OBJECTS, 1);
        }
    }

    private static Metric bytesBy(Way way) {
        return switch (way) {
            case STREAMING -> Metric.STREAMED_BYTES;
            case SERVER_SIDE -> Metric.SERVER_SIDE_BYTES;
        };
    }

    private static Metric provedBy(Evidence evidence) {
        return switch (evidence) {
            case CHECKSUM -> Metric.PROVED_BY_CHECKSUM;
            case OWN_CHECKSUM -> Metric.PROVED_BY_OWN_CHECKSUM;
            case ETAG -> Metric.PROVED_BY_ETAG;
            case SIZE -> Metric.PROVED_BY_SIZE;
        };
    }
}
