package s3migrate.worker;

import java.time.InstantSource;
import java.util.Map;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.log.EventLog;

/// Objects that failed for good: the ledger remembers them, and the dead-letter queue has their
/// job, to be sent again. Serves many threads.
final class GivenUp {

    private final JobQueue queue;
    private final JobFlow jobs;
    private final InstantSource clock;
    private final EventLog log;

    GivenUp(JobQueue queue, JobFlow jobs, InstantSource clock, EventLog log) {
        this.queue = queue;
        this.jobs = jobs;
        this.clock = clock;
        this.log = log;
    }

    /// @param slice whether the message is for a part of its object, whose upload ends with it
    void writeDown(ReceivedMessage message, Disposition.Failed failed, boolean slice) {
        log.error(
                "given_up",
                Map.of(
                        "message",
                        message.id(),
                        "cause",
                        failed.cause(),
                        "reason",
                        failed.reason()));
        failed.job()
                .ifPresent(job -> {
                    if (slice) {
                        jobs.recordFailureOfSlice(job, failed.reason());
                    } else {
                        jobs.recordFailure(job, failed.reason());
                    }
                });
    }

    /// The message itself goes to the dead letters if it is for this object `alone`, else one for
    /// this object: so for a slice, whose upload ends with it.
    void deadLetter(
            ReceivedMessage message, Disposition.Failed failed, boolean alone, boolean slice) {
        var body =
                failed.job()
                        .filter(_ -> !alone || slice)
                        .map(job -> Messages.encode(new Message.SingleJob(job)))
                        .orElse(message.body());
        var letter = new ReceivedMessage(message.queue(), message.id(), message.receipt(), body);
        queue.deadLetter(letter, new DeadLetter(failed.cause(), failed.reason(), clock.instant()));
    }
}
