package s3migrate.worker;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import s3migrate.job.Batch;
import s3migrate.job.Batches;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.Slice;
import s3migrate.ledger.LedgerException;
import s3migrate.log.EventLog;
import s3migrate.route.SettingsException;
import s3migrate.transfer.TransferOutcome;

/// The end of a message, by what became of its objects. It is consumed only after everything that
/// follows from it is in another queue or done: first what proves its objects or why they fail is
/// written down, then whoever asked for it is told, then dead letters are sent. Serves many
/// threads.
final class Conclusion {

    /// After so many receives a message is sent anew where it could wait as it is: what was
    /// received 100 times its queue takes for a failure, and a message may wait for as long as
    /// another worker is at its object, or until its route is mended.
    private static final int MOST_RECEIVES = 50;

    /// Entries of a batch written at once; each is a read and a write.
    private static final int RECORDED_AT_ONCE = 16;

    private final JobQueue queue;
    private final JobFlow jobs;
    private final EvidenceFiles evidence;
    private final Predicate<Job> recorded;
    private final Announcements announcements;
    private final Judgement judgement;
    private final InstantSource clock;
    private final DispositionCounts counts;
    private final EventLog log;

    /// @param recorded whose proof goes into the ledger, even where a file has it too
    Conclusion(
            JobQueue queue,
            JobFlow jobs,
            EvidenceFiles evidence,
            Predicate<Job> recorded,
            Announcements announcements,
            Judgement judgement,
            InstantSource clock,
            DispositionCounts counts,
            EventLog log) {
        this.queue = queue;
        this.evidence = evidence;
        this.recorded = recorded;
        this.announcements = announcements;
        this.jobs = jobs;
        this.judgement = judgement;
        this.clock = clock;
        this.counts = counts;
        this.log = log;
    }

    /// Settles a message, or sees to it that it comes back. What proves its objects goes into the
    /// ledger.
    ///
    /// @return whether it is settled
    boolean of(Incoming incoming, List<Disposition> dispositions) {
        return of(incoming, dispositions, Filed.NO);
    }

    /// The same for a batch. What proves its objects goes into a file of all of them, if there is a
    /// place for it.
    boolean of(Incoming incoming, Batch batch, List<Disposition> dispositions) {
        var filed = new Filed(Optional.of(batch.jobs().getFirst()), true, Optional.empty());
        return of(incoming, dispositions, filed);
    }

    /// The same for a job with a message of its own. If a run found it, what proves its object goes
    /// into a file too, so that the files of a run are all of it.
    boolean of(Incoming incoming, Job job, Disposition disposition) {
        return of(incoming, List.of(disposition), Filed.ofRun(job, Optional.empty()));
    }

    /// The same for a slice. If that is given up, its whole object is; what would bring its job
    /// again, brings the slice again.
    boolean of(Incoming incoming, Slice slice, Disposition disposition) {
        var filed = Filed.ofRun(slice.job(), Optional.of(slice));
        return of(incoming, List.of(disposition), filed);
    }

    /// Whether what proves the objects of a message goes into a file, named after this job, and
    /// `instead` of the ledger. A `slice` proves nothing but may fail.
    private record Filed(Optional<Job> first, boolean instead, Optional<Slice> slice) {
        static final Filed NO = new Filed(Optional.empty(), false, Optional.empty());

        static Filed ofRun(Job job, Optional<Slice> slice) {
            return new Filed(Optional.of(job).filter(one -> one.run().isPresent()), false, slice);
        }

        boolean isSlice() {
            return slice.isPresent();
        }
    }

    private boolean of(Incoming incoming, List<Disposition> dispositions, Filed filed) {
        var again = only(Disposition.Again.class, dispositions);
        only(Disposition.Kept.class, dispositions).stream().findFirst().ifPresent(this::report);
        only(Disposition.Later.class, dispositions).stream()
                .findFirst()
                .ifPresent(later -> report(later, later.reason()));
        only(Disposition.Tried.class, dispositions).stream()
                .findFirst()
                .ifPresent(tried -> report(tried, tried.reason()));
        boolean unchanged =
                again.stream().allMatch(Conclusion::isUnchanged)
                        || again.stream().allMatch(Disposition.NotBegun.class::isInstance);
        boolean all = !again.isEmpty() && again.size() == dispositions.size();
        if (all && unchanged && incoming.receives() < MOST_RECEIVES) {
            // As it is: nothing has to be sent.
            queue.changeVisibility(incoming.message(), wait(again));
            counts.add(dispositions);
            return false;
        }
        return end(incoming, dispositions, filed);
    }

    /// Settings that cannot be read say nothing about a message: it comes back, as long as its
    /// queue keeps it.
    ///
    /// @return whether it is settled
    boolean unread(Incoming incoming, SettingsException wrong) {
        var message = incoming.message();
        String reason = String.valueOf(wrong.getMessage());
        if (judgement.tooOld(incoming.sent())) {
            var failed = new Disposition.Failed(Optional.empty(), Judgement.SETTINGS, reason);
            return end(incoming, List.of(failed), Filed.NO);
        }
        log.error("settings_refused", Map.of("message", message.id(), "reason", reason));
        queue.changeVisibility(message, judgement.unread(incoming.receives()));
        return false;
    }

    /// Once per message, whatever the number of its objects: they share the cause.
    private void report(Disposition.Kept kept) {
        log.error(
                "kept",
                Map.of(
                        "route",
                        kept.job().route(),
                        "credentials",
                        jobs.credentials(kept.job()),
                        "cause",
                        kept.cause(),
                        "reason",
                        kept.reason()));
    }

    private void report(Disposition.Again later, String reason) {
        log.info(
                "later",
                Map.of(
                        "destination",
                        later.job().destination().toString(),
                        "seconds",
                        later.after().toSeconds(),
                        "reason",
                        reason));
    }

    /// Each object has an end of its own: what must be repeated and what failed go on as messages
    /// of their own.
    private boolean end(Incoming incoming, List<Disposition> dispositions, Filed filed) {
        var message = incoming.message();
        boolean kept =
                filed.first()
                        .filter(first -> evidence.keep(message, first, dispositions))
                        .isPresent();
        boolean inFile = kept && filed.instead();
        var failed = only(Disposition.Failed.class, dispositions);
        failed.forEach(one -> writeDown(message, one, filed.isSlice()));
        announcements.of(dispositions);
        failed.forEach(one -> deadLetter(message, one, dispositions.size() == 1, filed.isSlice()));
        var next = new ArrayList<Disposition.HandedOn>();
        var notBegun = new ArrayList<Job>();
        var again = new ArrayList<Disposition.Again>();
        var proofs = new ArrayList<Recorded>();
        for (var disposition : dispositions) {
            switch (disposition) {
                case Disposition.Skipped _, Disposition.Failed _ -> {}
                case Disposition.Settled(var job, TransferOutcome.Proved proved) ->
                        proofs.add(new Recorded(job, proved));
                case Disposition.Settled _ -> {}
                case Disposition.HandedOn handed -> next.add(handed);
                case Disposition.NotBegun(var job) -> notBegun.add(job);
                case Disposition.Again other -> again.add(other);
            }
        }
        next.add(new Disposition.HandedOn(packed(notBegun), Duration.ZERO));
        send(next);
        if (!again.isEmpty()) {
            var wishes = again.stream().map(Disposition.Again::job).toList();
            var slice = filed.slice().map(one -> one.with(wishes.getFirst().history()));
            List<Message.Ours> anew = slice.isPresent() ? List.of(slice.get()) : packed(wishes);
            queue.send(anew, atMost(JobQueue.MAX_DELAY, longestWait(again)));
        }
        recordFree(proofs, inFile);
        closeHeld(message, proofs);
        counts.add(dispositions);
        return true;
    }

    private void send(List<Disposition.HandedOn> handed) {
        handed.stream()
                .collect(Collectors.groupingBy(Disposition.HandedOn::after))
                .forEach((after, alike) ->
                        queue.send(
                                alike.stream().flatMap(one -> one.next().stream()).toList(),
                                atMost(JobQueue.MAX_DELAY, after)));
    }

    private record Recorded(Job job, TransferOutcome.Proved outcome) {
        boolean held() {
            return outcome.held().isPresent();
        }
    }

    /// Whether it may wait with others in the same message.
    private static boolean isUnchanged(Disposition.Again again) {
        return switch (again) {
            case Disposition.Later _, Disposition.Kept _, Disposition.Paused _ -> true;
            case Disposition.Tried _, Disposition.NotBegun _ -> false;
        };
    }

    /// Until the last may go on of those that are waited for, or the first of those whose route is
    /// paused: it is to be tried then.
    private static Duration wait(List<Disposition.Again> again) {
        return again.stream().allMatch(Disposition.Paused.class::isInstance)
                ? again.stream()
                        .map(Disposition.Again::after)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                : longestWait(
                        again.stream().filter(not(Disposition.Paused.class::isInstance)).toList());
    }

    private static Duration longestWait(List<? extends Disposition.Again> again) {
        return again.stream()
                .map(Disposition.Again::after)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Duration atMost(Duration limit, Duration wait) {
        return wait.compareTo(limit) > 0 ? limit : wait;
    }

    private static <T> List<T> only(Class<T> kind, List<Disposition> dispositions) {
        return dispositions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Small objects together; what is large has a message of its own, as it had before.
    private List<Message.Ours> packed(List<Job> left) {
        var packed = new ArrayList<Message.Ours>();
        left.stream()
                .filter(this::mayBeBatched)
                .gather(Batches.gatherer(queue.maxBatchBytes()))
                .forEach(packed::add);
        left.stream()
                .filter(not(this::mayBeBatched))
                .map(Message.SingleJob::new)
                .forEach(packed::add);
        return packed;
    }

    private boolean mayBeBatched(Job job) {
        return job.size().isPresent() && jobs.isSmall(job);
    }

    private void writeDown(ReceivedMessage message, Disposition.Failed failed, boolean slice) {
        log.error(
                "given_up",
                Map.of(
                        "message",
                        message.id(),
                        "cause",
                        failed.cause(),
                        "reason",
                        failed.reason()));
        failed.job().ifPresent(job -> record(job, failed.reason(), slice));
    }

    /// The message itself goes to the dead letters if it is for this object alone, else one for
    /// this object: so for a slice, whose upload ends with it.
    private void deadLetter(
            ReceivedMessage message, Disposition.Failed failed, boolean alone, boolean slice) {
        var body =
                failed.job()
                        .filter(_ -> !alone || slice)
                        .map(job -> Messages.encode(new Message.SingleJob(job)))
                        .orElse(message.body());
        var letter = new ReceivedMessage(message.queue(), message.id(), message.receipt(), body);
        queue.deadLetter(letter, new DeadLetter(failed.cause(), failed.reason(), clock.instant()));
    }

    private void record(Job job, String reason, boolean slice) {
        if (slice) {
            jobs.recordFailureOfSlice(job, reason);
        } else {
            jobs.recordFailure(job, reason);
        }
    }

    /// A proof is written down before the message can be consumed, or a crash between would lose
    /// it. Where it is in a file, the ledger only learns what is no failure any more, and what is
    /// always to be recorded.
    private void recordFree(List<Recorded> proofs, boolean inFile) {
        var free = proofs.stream().filter(one -> !one.held()).toList();
        var told = inFile ? jobs.failures(free.stream().map(Recorded::job).toList()) : Set.of();
        free.stream()
                .filter(one ->
                        !inFile
                                || recorded.test(one.job())
                                || told.contains(one.job().destination()))
                .gather(Gatherers.mapConcurrent(RECORDED_AT_ONCE, this::record))
                .forEach(_ -> {});
    }

    private Recorded record(Recorded proof) {
        jobs.record(proof.job(), proof.outcome());
        return proof;
    }

    /// Where a proof stands in an entry of ours already, the message goes first: DONE ends the
    /// claim, and a message that lived on would begin anew.
    private void closeHeld(ReceivedMessage message, List<Recorded> proofs) {
        var held = proofs.stream().filter(Recorded::held).toList();
        if (!held.isEmpty()) {
            queue.delete(message);
            held.forEach(this::close);
        }
    }

    private void close(Recorded held) {
        try {
            jobs.record(held.job(), held.outcome());
        } catch (LedgerException broke) {
            log.warn(
                    "copy_not_closed",
                    Map.of(
                            "destination",
                            held.job().destination().toString(),
                            "reason",
                            String.valueOf(broke.getMessage())));
        }
    }
}
