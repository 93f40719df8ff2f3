package s3migrate.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.OrderedCopy;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.Routing;
import s3migrate.job.Slice;
import s3migrate.log.EventLog;
import s3migrate.route.SettingsException;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.transfer.InParallel;
import s3migrate.transfer.LookAhead;

/// Message → jobs → dispositions → conclusion. Serves many threads. Whatever throws leaves the
/// message in its queue.
final class MessageFlow {

    /// Signs of life per time of invisibility: two may be missed.
    private static final int BEATS = 3;

    /// Receives after which a batch is taken apart: whoever was killed with it so often was so by
    /// one of its objects, and after 100 its queue would give up all of them.
    private static final int TOGETHER = 90;

    private final JobQueue queue;
    private final Supplier<Routing> routing;
    private final JobFlow jobs;
    private final Conclusion conclusion;
    private final Heartbeat heartbeat;
    private final Duration visibility;
    private final Duration wrapUp;
    private final int atOnce;
    private final EventLog log;

    /// @param visibility how long a message at work stays invisible without a sign of life
    /// @param wrapUp how long after its deadline work on one object, which ends by itself then, may
    ///   take to tell what it has come to
    /// @param atOnce objects of one message that are worked on at once
    MessageFlow(
            JobQueue queue,
            Supplier<Routing> routing,
            JobFlow jobs,
            Conclusion conclusion,
            Heartbeat heartbeat,
            Duration visibility,
            Duration wrapUp,
            int atOnce,
            EventLog log) {
        this.queue = queue;
        this.routing = routing;
        this.jobs = jobs;
        this.conclusion = conclusion;
        this.heartbeat = heartbeat;
        this.visibility = visibility;
        this.wrapUp = wrapUp;
        this.atOnce = atOnce;
        this.log = log;
    }

    /// Works on one message.
    ///
    /// @return whether it is settled; else it comes back by itself
    boolean settle(Incoming incoming, Deadline deadline) throws InterruptedException {
        try {
            return settle(Messages.decode(incoming.message().body()), incoming, deadline);
        } catch (SettingsException wrong) {
            return conclusion.unread(incoming, wrong);
        }
    }

    /// Sees to it that a message whose work threw comes back later each time.
    void putOff(Incoming incoming) {
        conclusion.putOff(incoming);
    }

    private boolean settle(Message message, Incoming incoming, Deadline deadline)
            throws InterruptedException {
        return switch (message) {
            case Message.TestEvent _ -> true;
            case Message.Malformed(var reason) ->
                    conclusion.of(
                            incoming,
                            List.of(
                                    new Disposition.Failed(
                                            Optional.empty(), DeadLetter.MALFORMED, reason)));
            case Message.Events(var events) -> {
                var current = routing.get();
                yield decided(
                        incoming,
                        events.stream()
                                .flatMap(event -> current.decide(event, incoming.sent()).stream())
                                .toList(),
                        deadline);
            }
            case OrderedCopy order ->
                    decided(
                            incoming,
                            List.of(routing.get().decide(order, incoming.sent())),
                            deadline);
            case Message.SingleJob(var job) -> alone(incoming, incoming.aged(job), deadline);
            case Message.Continuation(var job, _) -> alone(incoming, incoming.aged(job), deadline);
            case Slice said -> {
                var slice = said.with(incoming.aged(said.job()).history());
                try (var _ = aliveAtOnce(incoming.message())) {
                    var ended = jobs.work(slice, incoming.receives(), deadline);
                    yield conclusion.of(incoming, slice, ended);
                }
            }
            case Message.Sweep(var route) -> {
                try (var _ = alive(incoming.message())) {
                    jobs.sweep(route);
                }
                yield true;
            }
            case Batch batch when incoming.receives() > TOGETHER && batch.jobs().size() > 1 ->
                    conclusion.of(incoming, apart(incoming, batch));
            case Batch batch ->
                    together(
                            incoming,
                            batch.jobs(),
                            (ended, ahead) -> conclusion.of(incoming, batch, ended, ahead),
                            deadline);
        };
    }

    private boolean decided(Incoming incoming, List<Routing.Decision> decisions, Deadline deadline)
            throws InterruptedException {
        var small = new ArrayList<Job>();
        var others = new ArrayList<Disposition>();
        for (var decision : decisions) {
            switch (decision) {
                case Routing.Decision.Skip _ -> others.add(new Disposition.Skipped());
                case Routing.Decision.Fail(_, var reason) ->
                        others.add(new Disposition.Failed(Optional.empty(), "Unrouted", reason));
                case Routing.Decision.Do(_, var job) when jobs.isSmall(job) -> small.add(job);
                case Routing.Decision.Do(_, var job) ->
                        others.add(new Disposition.HandedOn(new Message.SingleJob(job)));
            }
        }
        return together(
                incoming,
                small,
                (ended, _) -> {
                    others.addAll(ended);
                    return conclusion.of(incoming, others);
                },
                deadline);
    }

    private static List<Disposition> apart(Incoming incoming, Batch batch) {
        return batch.jobs().stream()
                .map(incoming::agedOfMany)
                .map(job -> job.with(job.history().failedOnce()))
                .<Disposition>map(job -> new Disposition.HandedOn(new Message.SingleJob(job)))
                .toList();
    }

    /// An object in parts knows its deadline; one request knows none, and is interrupted behind it.
    private boolean alone(Incoming incoming, Job job, Deadline deadline)
            throws InterruptedException {
        try (var _ = aliveAtOnce(incoming.message())) {
            int receives = incoming.receives();
            var ended =
                    InParallel.map(
                            List.of(job),
                            1,
                            deadline.laterBy(wrapUp),
                            one -> Optional.of(jobs.work(one, receives, deadline)));
            var disposition = ended.isEmpty() ? jobs.interrupted(job) : ended.getFirst();
            return conclusion.of(incoming, job, disposition);
        }
    }

    /// Small objects, several at once; `conclude` is told what became of them, and what the ledger
    /// said of them before.
    private boolean together(
            Incoming incoming,
            List<Job> decided,
            BiPredicate<List<Disposition>, LookAhead> conclude,
            Deadline deadline)
            throws InterruptedException {
        var small = decided.stream().map(incoming::agedOfMany).toList();
        var begun = ConcurrentHashMap.<Job>newKeySet();
        try (var _ = alive(incoming.message())) {
            var ahead = small.size() > 1 ? jobs.lookAhead(small) : LookAhead.NOT_TAKEN;
            var ended =
                    InParallel.map(
                            small,
                            atOnce,
                            deadline,
                            job -> {
                                if (deadline.remaining().isZero()) {
                                    return Optional.empty();
                                }
                                begun.add(job);
                                var disposition =
                                        jobs.work(job, incoming.receives(), deadline, ahead);
                                return Optional.of(Map.entry(job, disposition));
                            });
            var dispositions = new ArrayList<Disposition>();
            var left = new ArrayList<>(small);
            for (var one : ended) {
                dispositions.add(jobs.afterOthers(one.getValue()));
                left.remove(one.getKey());
            }
            for (var job : left) {
                dispositions.add(
                        begun.contains(job)
                                ? jobs.interrupted(job)
                                : new Disposition.NotBegun(job));
            }
            return conclude.test(dispositions, ahead);
        }
    }

    /// For minutes of work: the message is given a short invisibility at once.
    private Heartbeat.Running aliveAtOnce(ReceivedMessage message) {
        queue.changeVisibility(message, visibility);
        return alive(message);
    }

    /// Keeps the message invisible as long as we live and work on it, and no longer than
    /// `visibility` if we do not.
    private Heartbeat.Running alive(ReceivedMessage message) {
        return heartbeat.every(
                visibility.dividedBy(BEATS),
                () -> {
                    try {
                        queue.changeVisibility(message, visibility);
                    } catch (JobQueueException lost) {
                        // The next beat tries again; should all fail, another worker meets our
                        // lease.
                        log.warn(
                                "visibility_not_extended",
                                Map.of(
                                        "message",
                                        message.id(),
                                        "reason",
                                        String.valueOf(lost.getMessage())));
                    }
                });
    }
}
