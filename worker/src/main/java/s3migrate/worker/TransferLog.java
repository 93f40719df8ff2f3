package s3migrate.worker;

import java.util.Map;
import s3migrate.job.Job;
import s3migrate.log.EventLog;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.transfer.TransferListener;

/// Writes down what a transfer does that is not its normal course, and what it resumes.
record TransferLog(EventLog log) implements TransferListener {

    @Override
    public void partsPlanned(Job job, StoredObject source, int parts, int present) {
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
    public void restarted(Job job, String reason) {
        log.info(
                "restarted", Map.of("destination", job.destination().toString(), "reason", reason));
    }
}
