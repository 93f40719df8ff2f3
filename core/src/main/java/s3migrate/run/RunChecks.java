package s3migrate.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.job.JobQueue;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;

/// Looks, ever more seldom, whether the jobs of a run have all ended. A look that finds messages
/// waiting costs two requests; one that finds none reads the run's evidence. After a day it is left
/// to the next run of the route.
public final class RunChecks {

    /// Each comes twice as long after the run's end as the one before, the last after 23 hours.
    static final int MOST = 14;

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final RunLedger ledger;
    private final RunCompletion completion;
    private final Backlog backlog;
    private final RunQueue queue;
    private final InstantSource clock;

    /// What a check found.
    public sealed interface Found {

        /// All jobs have ended.
        record Finished(CompleteUpTo complete) implements Found {}

        /// Not all, as far as anybody knows.
        record JobsOut() implements Found {}

        /// The run is not the latest any more, or was finished before.
        record Over() implements Found {}
    }

    public RunChecks(
            RunLedger ledger,
            RunReports reports,
            Backlog backlog,
            RunQueue queue,
            InstantSource clock) {
        this.ledger = ledger;
        this.completion = new RunCompletion(ledger, reports);
        this.backlog = backlog;
        this.queue = queue;
        this.clock = clock;
    }

    /// The first check of a run that has just been compared.
    static void begin(RunQueue queue, RunRecord ended) {
        queue.send(new RunRequest.Check(ended.route(), ended.run(), 0), FIRST);
    }

    /// Throws what a queue, the ledger or a report throws.
    public Found check(RunRequest.Check request, Deadline deadline) {
        var run =
                ledger.find(request.route())
                        .filter(last -> last.run().equals(request.run()))
                        .filter(RunRecord::hasJobsOut);
        if (run.isEmpty()) {
            return new Found.Over();
        }
        var end = run.get().ended().orElseThrow();
        var now = clock.instant();
        if (now.isBefore(due(end, request.number()))) {
            send(request, Duration.between(now, due(end, request.number())));
            return new Found.JobsOut();
        }
        var complete =
                backlog.waiting() == 0
                        ? completion.look(run.get(), deadline)
                        : Optional.<CompleteUpTo>empty();
        if (complete.isPresent()) {
            return new Found.Finished(complete.get());
        }
        sendNext(request, end);
        return new Found.JobsOut();
    }

    /// The first whose time is still ahead: the look at hand was that of all before it.
    private void sendNext(RunRequest.Check request, Instant end) {
        var now = clock.instant();
        for (int number = request.number() + 1; number < MOST; number++) {
            var wait = Duration.between(now, due(end, number));
            if (wait.isPositive()) {
                send(new RunRequest.Check(request.route(), request.run(), number), wait);
                return;
            }
        }
    }

    /// A wait that is too long for the queue is several.
    private void send(RunRequest.Check next, Duration wait) {
        queue.send(next, wait.compareTo(JobQueue.MAX_DELAY) > 0 ? JobQueue.MAX_DELAY : wait);
    }

    private static Instant due(Instant end, int number) {
        return end.plus(FIRST.multipliedBy(1L << number));
    }
}
