package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import s3migrate.job.Job;
import s3migrate.job.Message;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerException;
import s3migrate.route.JobCaps;
import s3migrate.route.SettingsException;
import s3migrate.route.TimeSettings;
import s3migrate.store.StoreException;
import s3migrate.transfer.SliceOutcome;
import s3migrate.transfer.TransferOutcome;

/// From how a transfer ended to what becomes of its message.
final class Judgement {

    /// An older message that still fails is given up: its queue would drop it a day later (queues
    /// keep 4 days).
    private static final Duration MAX_AGE = Duration.ofDays(3);

    /// What goes on in another invocation waits for the end of this one: its execution environment
    /// is warm, and a new one takes longer to start.
    private static final Duration HANDOVER = Duration.ofSeconds(1);

    /// The cause of what waits for settings that can be read.
    static final String SETTINGS = "Settings";

    /// The cause of what the ledger did not let through.
    static final String LEDGER = "Ledger";

    /// The cause of what would lose metadata.
    static final String HIDDEN_METADATA = "MissingMetadata";

    /// The cause of what its route does not copy like this, which says nothing about the route.
    static final String ROUTE_CHANGED = "RouteChanged";

    /// Routes that were read before such a message was sent are not those it is judged by then.
    private static final Duration ROUTES_READ_AGAIN = JobRoutes.OLD.multipliedBy(2);

    /// 100 such waits are 25 hours.
    private static final Duration UNWRITTEN = Duration.ofMinutes(15);

    /// 100 such waits are less than 9 hours.
    private static final Duration OLD_UNWRITTEN = Duration.ofMinutes(5);

    /// Receives after which settings that could not be read count as wrong.
    private static final int HICCUPS = 3;

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
            case TransferOutcome.Settled settled -> new Disposition.Settled(job, settled);
            case TransferOutcome.DeletesPaused paused ->
                    keptOrFailed(
                            job,
                            times.waitingSince(paused.since(), clock.instant()),
                            "DeletesPaused",
                            "delete %s: more than %,d deletes of route %s were asked for within 10 minutes of %s; look at the source, then raise max_event_deletes to go on"
                                    .formatted(
                                            job.destination(),
                                            paused.most(),
                                            job.route(),
                                            paused.since()));
            case TransferOutcome.OutOfTime late -> continued(job, late);
            case TransferOutcome.Sliced(var slices) ->
                    new Disposition.HandedOn(List.copyOf(slices), Duration.ZERO);
            case TransferOutcome.Busy busy ->
                    later(
                            job,
                            atLeastASecond(Duration.between(clock.instant(), busy.until())),
                            "another worker is at it");
            case TransferOutcome.Overtaken(var rounds, var detail) ->
                    triedOrFailed(
                            job,
                            longer(times.settle(), backoff(job, receives)),
                            "Overtaken",
                            "copy %s: begun %d times without an end: %s"
                                    .formatted(job.source(), rounds, detail));
            case TransferOutcome.Unsettled unsettled ->
                    triedOrFailed(
                            job,
                            longer(times.settle(), backoff(job, receives)),
                            unsettled.cause().code(),
                            text(unsettled.cause()));
            case TransferOutcome.KeepsChanging changing ->
                    failed(
                            job,
                            "SourceKeepsChanging",
                            "copy %s: the source changed %d times while it was copied"
                                    .formatted(job.source(), changing.restarts()));
            case TransferOutcome.Mismatch mismatch -> failed(job, "Mismatch", mismatch.detail());
            case TransferOutcome.TooLittleProof proof ->
                    failed(
                            job,
                            "TooLittleProof",
                            "copy %s: what is at %s is proved by %s alone, the route requires %s"
                                    .formatted(
                                            job.source(),
                                            job.destination(),
                                            text(proof.found()),
                                            text(proof.least())));
            case TransferOutcome.MetadataHidden hidden ->
                    failed(job, HIDDEN_METADATA, hidden.reason(job.source()));
            case TransferOutcome.TooLarge large ->
                    failed(
                            job,
                            "TooLarge",
                            "copy %s: found %,d bytes, S3 takes 10,000 parts of 5 GiB"
                                    .formatted(job.source(), large.bytes()));
        };
    }

    /// What the stores, the ledger or the settings threw, or a fault of our own: one object's never
    /// holds up the others of its message.
    Disposition of(Job job, RuntimeException broke, int receives) {
        String text = text(broke);
        return switch (broke) {
            case StoreException.Transient again ->
                    triedOrFailed(job, backoff(job, receives), again.code(), text);
            case StoreException.ObjectRefused refused -> failed(job, refused.code(), text);
            case StoreException.RouteRefused refused ->
                    paused(job, clock.instant(), refused.code(), text);
            case SettingsException _ when receives > HICCUPS ->
                    paused(job, clock.instant(), SETTINGS, text);
            case SettingsException _ ->
                    keptOrFailed(job, backoffOfSettings(receives), SETTINGS, text);
            case LedgerException _ when tooOld(job) -> failed(job, LEDGER, text);
            case LedgerException _ -> later(job, backoff(job, receives), text);
            default -> triedOrFailed(job, backoff(job, receives), "Fault", text);
        };
    }

    /// Nothing of its route can pass, since then.
    Disposition paused(Job job, Instant since, String cause, String reason) {
        return tooOld(job)
                ? failed(job, cause, reason)
                : new Disposition.Paused(
                        job, times.waitingSince(since, clock.instant()), cause, reason);
    }

    /// It is not one of its route, by the routes as they were read lately. Whoever sent it may know
    /// them better than we do, until they are read again.
    Disposition misfit(Job job, String reason, int receives) {
        return receives > 1
                ? failed(job, ROUTE_CHANGED, reason)
                : later(job, ROUTES_READ_AGAIN, reason);
    }

    /// It was refused, and whether that is about its route nobody knows yet.
    Disposition heldBack(Job job, String reason, int receives) {
        return later(job, backoff(job, receives), reason);
    }

    /// A copy that was interrupted because its time was up: its request may still land. What never
    /// gets through in one piece must not be begun for ever.
    Disposition interrupted(Job job) {
        var history = job.history().invoked(false);
        return history.idle() > caps.idle()
                ? failed(
                        job,
                        "NoProgress",
                        "copy %s: the time of %d invocations in a row was up before it was copied in one piece; with a smaller SmallMiB, and without etag_parity, it is copied in parts, which are kept"
                                .formatted(job.source(), history.idle()))
                : new Disposition.Tried(
                        job.with(history), times.settle(), "the time was up in mid-copy");
    }

    /// How long a message waits whose settings cannot be read: parameters may be out of reach for a
    /// moment, or wrong until somebody mends them.
    Duration unread(int receives, Instant sent) {
        return receives <= HICCUPS
                ? backoffOfSettings(receives)
                : times.waitingSince(sent, clock.instant());
    }

    private Duration backoffOfSettings(int receives) {
        return atLeastASecond(times.backoff().after(receives, random));
    }

    /// How long a message waits whose end cannot be written down. With 100 receives its queue takes
    /// it for a failure: that must come before the queue forgets it, a day after `MAX_AGE`.
    Duration unwritten(int receives, Instant sent) {
        var longest = tooOld(sent) ? OLD_UNWRITTEN : UNWRITTEN;
        var wait = atLeastASecond(times.backoff().after(receives, random));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /// Whether a job has had all the time a message gets.
    boolean tooOld(Job job) {
        return tooOld(job.history().firstSeen());
    }

    /// Whether what was first seen then has had all the time a message gets.
    boolean tooOld(Instant firstSeen) {
        return Duration.between(firstSeen, clock.instant()).compareTo(MAX_AGE) > 0;
    }

    /// A message's receive count starts anew when it is sent anew; the job's tries go on.
    private Duration backoff(Job job, int receives) {
        return atLeastASecond(times.backoff().after(receives + job.history().tries(), random));
    }

    private Disposition continued(Job job, TransferOutcome.OutOfTime late) {
        var history = job.history().invoked(late.progressed()).restarted(late.restarts());
        return history.idle() > caps.idle()
                ? noProgress(job, history.idle(), late.partsLeft())
                : inTurn(new Message.Continuation(job.with(history), late.generation()));
    }

    /// What becomes of a slice.
    Disposition of(Slice slice, SliceOutcome outcome) {
        return switch (outcome) {
            case SliceOutcome.Copied _, SliceOutcome.Obsolete _ -> new Disposition.HandedOn();
            case SliceOutcome.HandsBack _ ->
                    new Disposition.HandedOn(new Message.SingleJob(slice.job()));
            case SliceOutcome.OutOfTime late -> {
                var history = slice.job().history().invoked(late.progressed());
                yield history.idle() > caps.idle()
                        ? noProgress(slice.job(), history.idle(), late.partsLeft())
                        : inTurn(slice.with(history));
            }
        };
    }

    private static Disposition inTurn(Message.Ours next) {
        return new Disposition.HandedOn(List.of(next), HANDOVER);
    }

    private static Disposition noProgress(Job job, int idle, int partsLeft) {
        return failed(
                job,
                "NoProgress",
                "copy %s: %d invocations in a row ended without one part more, %,d parts are missing"
                        .formatted(job.source(), idle, partsLeft));
    }

    private Disposition triedOrFailed(Job job, Duration wait, String cause, String reason) {
        var tried = job.with(job.history().failedOnce());
        int tries = tried.history().tries();
        if (tries >= caps.tries()) {
            return failed(job, cause, "%s; tried %d times".formatted(reason, tries));
        }
        return tooOld(job)
                ? failed(job, cause, reason)
                : new Disposition.Tried(tried, wait, reason);
    }

    private Disposition keptOrFailed(Job job, Duration wait, String cause, String reason) {
        return tooOld(job)
                ? failed(job, cause, reason)
                : new Disposition.Kept(job, wait, cause, reason);
    }

    private static Disposition later(Job job, Duration wait, String reason) {
        return new Disposition.Later(job, wait, reason);
    }

    private static Disposition failed(Job job, String cause, String reason) {
        return new Disposition.Failed(Optional.of(job), cause, reason);
    }

    private static String text(Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT);
    }

    private static String text(RuntimeException broke) {
        return Optional.ofNullable(broke.getMessage()).orElse(broke.toString());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// SQS counts visibility in whole seconds; zero would give the message back at once.
    private static Duration atLeastASecond(Duration wait) {
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(wait.toMillis(), 1_000)));
    }
}
