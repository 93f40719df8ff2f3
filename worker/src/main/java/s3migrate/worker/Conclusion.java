package s3migrate.worker;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.Slice;
import s3migrate.log.EventLog;
import s3migrate.route.SettingsException;
import s3migrate.transfer.LookAhead;
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

    private final JobQueue queue;
    private final JobFlow jobs;
    private final EvidenceFiles evidence;
    private final Onward onward;
    private final ProofRecords proofs;
    private final GivenUp givenUp;
    private final Announcements announcements;
    private final Judgement judgement;
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
        this.proofs = new ProofRecords(queue, jobs, recorded, log);
        this.onward = new Onward(queue, jobs);
        this.givenUp = new GivenUp(queue, jobs, clock, log);
        this.announcements = announcements;
        this.jobs = jobs;
        this.judgement = judgement;
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
    ///
    /// @param ahead what the ledger said before the work
    boolean of(Incoming incoming, Batch batch, List<Disposition> dispositions, LookAhead ahead) {
        var filed =
                new Filed(
                        Optional.of(batch.jobs().getFirst()), Optional.of(ahead), Optional.empty());
        return of(incoming, dispositions, filed);
    }

    /// The same for a job with a message of its own. If a run found it, what proves its object goes
    /// into a file too, so that the files of a run are all of it.
    boolean of(Incoming incoming, Job job, Disposition disposition) {
        countPart(job, disposition);
        return of(incoming, List.of(disposition), Filed.ofRun(job, Optional.empty()));
    }

    /// The same for a slice. If that is given up, its whole object is; what would bring its job
    /// again, brings the slice again.
    boolean of(Incoming incoming, Slice slice, Disposition disposition) {
        countPart(slice.job(), disposition);
        var filed = Filed.ofRun(slice.job(), Optional.of(slice));
        return of(incoming, List.of(disposition), filed);
    }

    private void countPart(Job job, Disposition disposition) {
        if (disposition instanceof Disposition.HandedOn) {
            counts.worked(job);
        }
    }

    /// Whether what proves the objects of a message goes into a file, named after this job, and
    /// `instead` of the ledger, which said this before. A `slice` proves nothing but may fail.
    private record Filed(Optional<Job> first, Optional<LookAhead> instead, Optional<Slice> slice) {
        static final Filed NO = new Filed(Optional.empty(), Optional.empty(), Optional.empty());

        static Filed ofRun(Job job, Optional<Slice> slice) {
            return new Filed(
                    Optional.of(job).filter(one -> one.run().isPresent()), Optional.empty(), slice);
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
        queue.changeVisibility(message, judgement.unread(incoming.receives(), incoming.sent()));
        return false;
    }

    /// What a message comes to could not be written down, and may not be for hours: each time all
    /// its objects are looked at again, so that happens ever more seldom.
    void putOff(Incoming incoming) {
        var message = incoming.message();
        try {
            var wait = judgement.unwritten(incoming.receives(), incoming.sent());
            queue.changeVisibility(message, wait);
        } catch (JobQueueException lost) {
            // It comes back when its visibility ends.
            log.warn(
                    "not_put_off",
                    Map.of("message", message.id(), "reason", String.valueOf(lost.getMessage())));
        }
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
        var next = new ArrayList<Disposition.HandedOn>();
        var notBegun = new ArrayList<Job>();
        var again = new ArrayList<Disposition.Again>();
        var proved = new ArrayList<ProofRecords.Proof>();
        for (var disposition : dispositions) {
            switch (disposition) {
                case Disposition.Skipped _, Disposition.Failed _ -> {}
                case Disposition.Settled(var job, TransferOutcome.Proved outcome) ->
                        proved.add(new ProofRecords.Proof(job, outcome));
                case Disposition.Settled _ -> {}
                case Disposition.HandedOn handed -> next.add(handed);
                case Disposition.NotBegun(var job) -> notBegun.add(job);
                case Disposition.Again other -> again.add(other);
            }
        }
        var failed = only(Disposition.Failed.class, dispositions);
        failed.forEach(one -> givenUp.writeDown(message, one, filed.isSlice()));
        proofs.writeDown(proved, filed.instead().filter(_ -> kept));
        announcements.of(dispositions);
        failed.forEach(
                one -> givenUp.deadLetter(message, one, dispositions.size() == 1, filed.isSlice()));
        onward.handedOn(next);
        onward.notBegun(notBegun);
        if (!again.isEmpty()) {
            var wishes = again.stream().map(Disposition.Again::job).toList();
            var slice = filed.slice().map(one -> one.with(wishes.getFirst().history()));
            slice.ifPresentOrElse(
                    one -> onward.again(one, longestWait(again)),
                    () -> onward.again(wishes, longestWait(again)));
        }
        proofs.closeHeld(message, proved);
        counts.add(dispositions);
        return true;
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

    private static <T> List<T> only(Class<T> kind, List<Disposition> dispositions) {
        return dispositions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
