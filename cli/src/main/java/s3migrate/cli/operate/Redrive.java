package s3migrate.cli.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import s3migrate.job.Batches;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Routes;

/// Sends failures again, from the ledger: it has them for as long as they are failures. What lies
/// in dead-letter queues for the same objects is removed, as it would only be a second time the
/// same; readable messages of which the ledger knows no failure go back to their own queue.
///
/// Each is removed only after what takes its place is sent: broken off in the middle, some is sent
/// twice, which copies nothing twice.
record Redrive(DeployedSystem system, Routes routes) {

    /// Above it an object travels alone, whatever the workers' `SmallMiB`: they look at its size.
    private static final long SMALL_BYTES = 64L << 20;

    private static final int SENT_TOGETHER = 1_000;

    /// Our clock and that of SQS, which says when a letter was put there, agree so far.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /// What was done.
    ///
    /// @param replaced dead letters removed, as their objects were sent from the ledger
    /// @param returned dead letters sent back to their own queue
    record Result(long objects, long replaced, long returned) {}

    Result run(Predicate<FailedObject> failures, Predicate<DeadLetter> letters) {
        var swept = new SweptLetters(system);
        DeadLetters.of(system, routes).each(swept::sweep);
        var start = system.clock().instant();
        var sent = send(failures);
        var replaced = new AtomicLong();
        var returned = new AtomicLong();
        Set<Object> wishes = ConcurrentHashMap.newKeySet();
        DeadLetters.of(system, routes)
                .each(letter -> {
                    if (letter.sent().isAfter(start.plus(CLOCKS_DIFFER))) {
                        // It failed again already.
                        return false;
                    }
                    // What fails again sooner is known by this, or stands in the ledger.
                    boolean recent = letter.sent().isAfter(start.minus(CLOCKS_DIFFER));
                    if (isReplaced(letter, sent)) {
                        replaced.incrementAndGet();
                        return true;
                    }
                    boolean goes =
                            letter.readable()
                                    && letters.test(letter)
                                    && (wishes.add(wish(letter)) || !recent);
                    if (goes) {
                        giveBack(letter);
                        returned.incrementAndGet();
                    }
                    return goes;
                });
        return new Result(sent.size(), replaced.get(), returned.get());
    }

    private Set<ObjectLocation> send(Predicate<FailedObject> failures) {
        var sent = new HashSet<ObjectLocation>();
        var queue = system.jobQueue();
        int maxBytes = queue.maxBatchBytes();
        var history = JobHistory.startingAt(system.clock().instant());
        try (var failed = FailedObject.of(system, routes)) {
            failed.filter(failures)
                    .map(one -> one.again(history))
                    .gather(Gatherers.windowFixed(SENT_TOGETHER))
                    .forEach(jobs -> {
                        queue.send(packed(jobs, maxBytes), Duration.ZERO);
                        jobs.forEach(job -> sent.add(job.destination()));
                    });
        }
        return sent;
    }

    private static List<Message.Ours> packed(List<Job> jobs, int maxBytes) {
        var packed = new ArrayList<Message.Ours>();
        jobs.stream()
                .filter(Redrive::isSmall)
                .sorted(java.util.Comparator.comparing(Job::route))
                .gather(Batches.gatherer(maxBytes))
                .forEach(packed::add);
        jobs.stream().filter(job -> !isSmall(job)).map(Message.SingleJob::new).forEach(packed::add);
        return packed;
    }

    private static boolean isSmall(Job job) {
        return job.size().isPresent() && job.size().getAsLong() <= SMALL_BYTES;
    }

    private static boolean isReplaced(DeadLetter letter, Set<ObjectLocation> sent) {
        return !letter.jobs().isEmpty()
                && letter.jobs().stream().map(Job::destination).allMatch(sent::contains);
    }

    /// What it asks for, however often it was tried.
    private static Object wish(DeadLetter letter) {
        return letter.jobs().isEmpty()
                ? letter.body()
                : letter.jobs().stream().map(Job::destination).toList();
    }

    private void giveBack(DeadLetter letter) {
        system.sender()
                .sendTogether(letter.address().url(), List.of(bodyAnew(letter)), Duration.ZERO);
    }

    /// With its old past, a job of ours might be given up again before anybody has tried it.
    private String bodyAnew(DeadLetter letter) {
        return Messages.decode(letter.body()) instanceof Message.Ours ours
                ? Messages.encode(ours.with(JobHistory.startingAt(system.clock().instant())))
                : letter.body();
    }
}
