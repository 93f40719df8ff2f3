package s3migrate.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.job.Batches;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.transfer.TransferOutcome;

/// The end of a message, by what became of its objects. It is consumed only after everything that
/// follows from it is in another queue or done. Serves many threads.
final class Conclusion {

    private final JobQueue queue;
    private final JobFlow jobs;
    private final Judgement judgement;
    private final InstantSource clock;
    private final WorkerLog log;

    Conclusion(
            JobQueue queue, JobFlow jobs, Judgement judgement, InstantSource clock, WorkerLog log) {
        this.queue = queue;
        this.jobs = jobs;
        this.judgement = judgement;
        this.clock = clock;
        this.log = log;
    }

    /// Settles a message, or sees to it that it comes back.
    ///
    /// @param recordAll whether every copy is written into the ledger, or only those that needed an
    ///   entry while they were done
    /// @return whether it is settled
    boolean of(Incoming incoming, List<Disposition> dispositions, boolean recordAll) {
        var message = incoming.message();
        for (var disposition : dispositions) {
            if (disposition instanceof Disposition.Kept kept) {
                return keep(message, kept);
            }
        }
        if (dispositions.stream().allMatch(Disposition.NotBegun.class::isInstance)
                && !dispositions.isEmpty()) {
            queue.changeVisibility(message, Duration.ZERO);
            return false;
        }
        if (dispositions.size() == 1
                && dispositions.getFirst() instanceof Disposition.Later later) {
            return comeBack(message, later);
        }
        return end(incoming, dispositions, recordAll);
    }

    /// Nothing is lost by looking at all of its objects again, once the route is mended.
    private boolean keep(ReceivedMessage message, Disposition.Kept kept) {
        jobs.reopen(kept.job());
        log.error(
                "route_refused",
                Map.of(
                        "route",
                        kept.job().route(),
                        "cause",
                        kept.cause(),
                        "reason",
                        kept.reason()));
        queue.changeVisibility(message, Judgement.KEPT);
        return false;
    }

    private boolean comeBack(ReceivedMessage message, Disposition.Later later) {
        log.info(
                "later",
                Map.of(
                        "destination",
                        later.job().destination().toString(),
                        "seconds",
                        later.after().toSeconds(),
                        "reason",
                        later.reason()));
        queue.changeVisibility(message, later.after());
        return false;
    }

    /// Each object has an end of its own: what must be repeated and what failed go on as messages
    /// of their own.
    private boolean end(Incoming incoming, List<Disposition> dispositions, boolean recordAll) {
        var message = incoming.message();
        var next = new ArrayList<Message.Ours>();
        var again = new ArrayList<Message.Ours>();
        var notBegun = new ArrayList<Job>();
        var copied = new ArrayList<Disposition.Settled>();
        for (var disposition : dispositions) {
            switch (disposition) {
                case Disposition.Skipped _ -> {}
                case Disposition.Settled settled -> {
                    if (isRecorded(settled.outcome(), recordAll)) {
                        copied.add(settled);
                    }
                }
                case Disposition.HandedOn(var handed) -> next.add(handed);
                case Disposition.Later(var job, _, _) ->
                        again.add(new Message.SingleJob(job.with(job.history().failedOnce())));
                case Disposition.NotBegun(var job) -> notBegun.add(job);
                case Disposition.Failed failed -> giveUp(message, failed, dispositions.size() == 1);
                case Disposition.Kept _ ->
                        throw new IllegalStateException("a kept message has no end");
            }
        }
        next.addAll(packed(notBegun));
        queue.send(next, Duration.ZERO);
        queue.send(again, judgement.delay(incoming.receives()));
        consume(message, copied);
        return true;
    }

    private static boolean isRecorded(TransferOutcome outcome, boolean recordAll) {
        return outcome instanceof TransferOutcome.Copied copied
                && (recordAll || copied.held().isPresent());
    }

    private List<Message.Ours> packed(List<Job> left) {
        var sized = left.stream().filter(job -> job.size().isPresent());
        var packed = new ArrayList<Message.Ours>();
        sized.gather(Batches.gatherer(Optional.empty(), queue.maxBatchBytes()))
                .forEach(packed::add);
        left.stream()
                .filter(job -> job.size().isEmpty())
                .map(Message.SingleJob::new)
                .forEach(packed::add);
        return packed;
    }

    /// The message itself goes to the dead letters if it is for this object alone, else one for
    /// this object.
    private void giveUp(ReceivedMessage message, Disposition.Failed failed, boolean alone) {
        log.error(
                "given_up",
                Map.of(
                        "message",
                        message.id(),
                        "cause",
                        failed.cause(),
                        "reason",
                        failed.reason()));
        failed.job().ifPresent(job -> jobs.recordFailure(job, failed.reason()));
        var body =
                failed.job()
                        .filter(_ -> !alone)
                        .map(job -> Messages.encode(new Message.SingleJob(job)))
                        .orElse(message.body());
        var letter = new ReceivedMessage(message.queue(), message.id(), message.receipt(), body);
        queue.deadLetter(letter, new DeadLetter(failed.cause(), failed.reason(), clock.instant()));
    }

    /// First the message, then the ledger: DONE ends the claim, and a message that lived on would
    /// begin anew.
    private void consume(ReceivedMessage message, List<Disposition.Settled> copied) {
        if (copied.isEmpty()) {
            return;
        }
        queue.delete(message);
        copied.forEach(
                settled -> jobs.record(settled.job(), (TransferOutcome.Copied) settled.outcome()));
    }
}
