package s3migrate.worker;

import java.util.Map;
import s3migrate.job.Job;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.transfer.TransferListener;

/// Writes down and counts what a transfer does that is not its normal course, and what it resumes.
record TransferLog(EventLog log, Measurements measured, DataTransfer transfer)
        implements TransferListener {

    @Override
    public void partsPlanned(Job job, StoredObject source, int parts, int present) {
        measured.add(Metric.RESUMED_OBJECTS, present > 0 ? 1 : 0);
        log.info(
                "parts_planned",
                Map.of(
                        "destination",
                        job.destination().toString(),
                        "parts",
                        parts,
                        "present",
                        present));
    }

    @Override
    public void partCopied(Job job, Part part) {
        measured.add(Metric.UPLOADING_BYTES, part.range().length());
        transfer.of(job.route(), part.range().length());
    }

    @Override
    public void partRetried(Job job, Part part, RuntimeException cause) {
        log.info(
                "part_retried",
                Map.of(
                        "destination",
                        job.destination().toString(),
                        "part",
                        part.number(),
                        "cause",
                        String.valueOf(cause.getMessage())));
    }

    @Override
    public void tagsLeftOut(Job job, int tags) {
        measured.add(Metric.LEFT_OUT_TAGS, tags);
    }

    @Override
    public void tooSmallForItsClass(Job job, StoredObject source) {
        measured.add(Metric.TOO_SMALL_FOR_CLASS_OBJECTS, 1);
    }

    @Override
    public void restarted(Job job, String reason) {
        measured.add(Metric.RESTARTED_OBJECTS, 1);
        log.info(
                "restarted", Map.of("destination", job.destination().toString(), "reason", reason));
    }
}
