package s3migrate.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.ledger.LedgerException;
import s3migrate.route.JobCaps;
import s3migrate.route.TimeSettings;
import s3migrate.store.StoreException;
import s3migrate.transfer.TransferOutcome;

/// From how a transfer ended to what becomes of its message.
final class Judgement {

    /// A kept message is looked at again this often; an hour of an idle route costs one receive per
    /// message.
    static final Duration KEPT = Duration.ofHours(1);

    /// An older message that still fails is given up: its queue would drop it a day later (queues
    /// keep 4 days).
    private static final Duration MAX_AGE = Duration.ofDays(3);

    private final TimeSettings times;
    private final JobCaps caps;
    private final InstantSource clock;
    private final RandomGenerator random;

    Judgement(TimeSettings times, JobCaps caps, InstantSource clock, RandomGenerator random) {
        this.times = times;
        this.caps = caps;
        this.clock = clock;
        this.random = random;
    }

    /// `receives` is how often the job's message was received.
    Disposition of(Job job, TransferOutcome outcome, int receives) {
        return switch (outcome) {
            case TransferOutcome.Copied _,
                    TransferOutcome.AlreadyPresent _,
                    TransferOutcome.SourceGone _ ->
                    new Disposition.Settled(job, outcome);
            case TransferOutcome.OutOfTime late -> continued(job, late);
            case TransferOutcome.Busy busy ->
                    later(
                            job,
                            atLeastASecond(Duration.between(clock.instant(), busy.until())),
                            "another worker is at it");
            case TransferOutcome.Unsettled unsettled ->
                    laterOrFailed(
                            job, longer(times.settle(), backoff(receives)), unsettled.cause());
            case TransferOutcome.KeepsChanging changing ->
                    failed(
                            job,
                            "SourceKeepsChanging",
                            "copy %s: the source changed %d times while it was copied"
                                    .formatted(job.source(), changing.restarts()));
            case TransferOutcome.Mismatch mismatch -> failed(job, "Mismatch", mismatch.detail());
            case TransferOutcome.TooLarge large ->
                    failed(
                            job,
                            "TooLarge",
                            "copy %s: found %,d bytes, S3 takes 10,000 parts of 5 GiB"
                                    .formatted(job.source(), large.bytes()));
        };
    }

    /// What the stores or the ledger threw.
    Disposition of(Job job, RuntimeException broke, int receives) {
        return switch (broke) {
            case StoreException.Transient again -> laterOrFailed(job, backoff(receives), again);
            case StoreException.ObjectRefused refused ->
                    failed(job, refused.code(), String.valueOf(refused.getMessage()));
            case StoreException.RouteRefused refused ->
                    new Disposition.Kept(job, refused.code(), String.valueOf(refused.getMessage()));
            case LedgerException again ->
                    later(job, backoff(receives), String.valueOf(again.getMessage()));
            default -> throw broke;
        };
    }

    /// The same wait for a message that is sent anew, as long as SQS can delay it.
    Duration delay(int receives) {
        var wait = backoff(receives);
        return wait.compareTo(JobQueue.MAX_DELAY) > 0 ? JobQueue.MAX_DELAY : wait;
    }

    private Duration backoff(int receives) {
        return atLeastASecond(times.backoff().after(receives, random));
    }

    private Disposition continued(Job job, TransferOutcome.OutOfTime late) {
        var history = job.history().invoked(late.progressed());
        return history.idle() > caps.idle()
                ? failed(
                        job,
                        "NoProgress",
                        "copy %s: %d invocations in a row ended without one part more, %,d parts are missing"
                                .formatted(job.source(), history.idle(), late.partsLeft()))
                : new Disposition.HandedOn(
                        new Message.Continuation(job.with(history), late.generation()));
    }

    private Disposition laterOrFailed(Job job, Duration wait, StoreException cause) {
        var age = Duration.between(job.history().firstSeen(), clock.instant());
        String text = String.valueOf(cause.getMessage());
        return age.compareTo(MAX_AGE) > 0
                ? failed(job, cause.code(), text)
                : later(job, wait, text);
    }

    private static Disposition later(Job job, Duration wait, String reason) {
        return new Disposition.Later(job, wait, reason);
    }

    private static Disposition failed(Job job, String cause, String reason) {
        return new Disposition.Failed(Optional.of(job), cause, reason);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// SQS counts visibility in whole seconds; zero would give the message back at once.
    private static Duration atLeastASecond(Duration wait) {
        return longer(wait.plusMillis(999), Duration.ofSeconds(1));
    }
}
