package s3migrate.worker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.job.Job;
import s3migrate.job.Slice;
import s3migrate.ledger.LedgerException;
import s3migrate.log.EventLog;
import s3migrate.object.ObjectLocation;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.LookAhead;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferOutcome;

/// One job → transfer → disposition, with one log line per ended transfer. Serves many threads.
final class JobFlow {

    private final Transfers transfers;
    private final OutcomeRecords records;
    private final Judgement judgement;
    private final InstantSource clock;
    private final long smallBytes;
    private final Circuits circuits;
    private final TransferEnds ends;

    JobFlow(
            Transfers transfers,
            OutcomeRecords records,
            Judgement judgement,
            InstantSource clock,
            long smallBytes,
            Circuits circuits,
            EventLog log) {
        this.transfers = transfers;
        this.records = records;
        this.judgement = judgement;
        this.clock = clock;
        this.smallBytes = smallBytes;
        this.circuits = circuits;
        this.ends = new TransferEnds(log);
    }

    /// Whether a job is done at once rather than by a message of its own. A size that is not known
    /// counts as small: the object is opened, and its answer says.
    boolean isSmall(Job job) {
        return job.size().orElse(0) <= smallBytes;
    }

    /// One look into the ledger for jobs that are worked on together. Where it fails each of them
    /// looks for itself, and fails for itself.
    LookAhead lookAhead(List<Job> together) {
        try {
            return records.lookAhead(together.stream().map(Job::destination).toList());
        } catch (LedgerException broke) {
            return LookAhead.NOT_TAKEN;
        }
    }

    /// Works on a job, unless its route is paused.
    Disposition work(Job job, int receives, Deadline deadline) throws InterruptedException {
        return work(job, receives, deadline, LookAhead.NOT_TAKEN);
    }

    /// The same for one of many.
    Disposition work(Job job, int receives, Deadline deadline, LookAhead ahead)
            throws InterruptedException {
        return work(
                job,
                receives,
                transfer -> {
                    var outcome = transfer.run(job, deadline, ahead);
                    ends.log(job, outcome, isSmall(job));
                    return judgement.of(job, outcome, receives);
                });
    }

    /// Works on a slice, unless its route is paused.
    Disposition work(Slice slice, int receives, Deadline deadline) throws InterruptedException {
        return work(
                slice.job(),
                receives,
                transfer -> {
                    var outcome = transfer.copy(slice, deadline);
                    ends.log(slice, outcome);
                    return judgement.of(slice, outcome);
                });
    }

    private interface Work {
        Disposition with(Transfer transfer) throws InterruptedException;
    }

    private Disposition work(Job job, int receives, Work work) throws InterruptedException {
        try {
            var circuit = circuits.of(job.route());
            return switch (circuit.enter()) {
                case Circuit.Entry.TurnedAway(var since, var cause, var reason) ->
                        judgement.paused(job, since, cause, reason);
                case Circuit.Entry.Admitted admitted ->
                        ruled(job, tried(job, receives, work), receives, circuit, admitted);
            };
        } catch (LedgerException broke) {
            return judgement.of(job, broke, receives);
        }
    }

    /// Where its route is refused and its credentials are new since, it is begun again with those.
    private Disposition tried(Job job, int receives, Work work) throws InterruptedException {
        while (true) {
            var begun = clock.instant();
            try {
                var misfit = transfers.misfit(job);
                return misfit.isPresent()
                        ? judgement.misfit(job, misfit.get(), receives)
                        : work.with(transfers.of(job));
            } catch (StoreException.RouteRefused refused) {
                var lasting = lasting(job, refused, begun);
                if (lasting.isPresent()) {
                    return judgement.of(job, lasting.get(), receives);
                }
            } catch (StoreException | LedgerException | SettingsException broke) {
                return judgement.of(job, broke, receives);
            } catch (RuntimeException fault) {
                ends.fault(job, fault);
                return judgement.of(job, fault, receives);
            }
        }
    }

    /// What the end of a job says about its route, and the route about the job: no object is given
    /// up before its route is seen to pass, unless its time is over.
    private Disposition ruled(
            Job job,
            Disposition judged,
            int receives,
            Circuit circuit,
            Circuit.Entry.Admitted entry) {
        var test = Trial.Test.of(() -> transfers.probe(job));
        return switch (judged) {
            case Disposition.Settled(_, TransferOutcome.Copied _) -> {
                circuit.passed(job, entry.at());
                yield judged;
            }
            case Disposition.Settled _, Disposition.HandedOn _ when entry.probe() -> {
                circuit.endedWithoutCopy(job, test);
                yield judged;
            }
            case Disposition.Paused(_, _, var cause, var reason) ->
                    new Disposition.Paused(
                            job, circuit.broken(job, cause, reason, entry.probe()), cause, reason);
            case Disposition.Failed(_, var cause, _) when cause.equals(Judgement.ROUTE_CHANGED) ->
                    judged;
            case Disposition.Failed(_, var cause, var reason) when !judgement.tooOld(job) ->
                    switch (circuit.refused(
                            job, cause, reason, entry.probe(), clock.instant(), test)) {
                        case Circuit.Ruling.GiveUp _ -> judged;
                        case Circuit.Ruling.HoldBack _ -> judgement.heldBack(job, reason, receives);
                        case Circuit.Ruling.Wait(var after, var why, var routesReason) ->
                                new Disposition.Paused(job, after, why, routesReason);
                    };
            default -> judged;
        };
    }

    /// What still keeps a refused route from passing; empty if its credentials are new.
    private Optional<RuntimeException> lasting(
            Job job, StoreException.RouteRefused refused, Instant begun) {
        try {
            return transfers.renewed(job, begun) ? Optional.empty() : Optional.of(refused);
        } catch (SettingsException unreadable) {
            return Optional.of(unreadable);
        }
    }

    /// Once more, after the work on other objects of its message: what had to wait need not where
    /// one of them was let through and has ended the pause.
    Disposition afterOthers(Disposition one) {
        try {
            return one instanceof Disposition.Paused(var job, _, _, _)
                            && !circuits.of(job.route()).turnsAway()
                    ? new Disposition.NotBegun(job)
                    : one;
        } catch (LedgerException broke) {
            return one;
        }
    }

    /// Ends what nobody needs any more at a route's destination. Whatever fails waits for the next
    /// run of the route.
    void sweep(String route) {
        try {
            ends.swept(route, transfers.sweep(route));
        } catch (StoreException | LedgerException | SettingsException broke) {
            ends.notSwept(route, broke);
        }
    }

    /// Whose credentials a job's route has on its two sides, by name.
    String credentials(Job job) {
        return transfers.credentials(job);
    }

    /// What becomes of a job whose work was interrupted.
    Disposition interrupted(Job job) {
        return judgement.interrupted(job);
    }

    /// Writes down what proves a copy; `OutcomeRecords` says when.
    void record(Job job, TransferOutcome.Proved proved) {
        records.proved(job, proved);
    }

    /// The destinations among these that the ledger has as failures.
    Set<ObjectLocation> failures(List<Job> of) {
        return records.failures(of.stream().map(Job::destination).toList());
    }

    /// Writes down a failure, before its message is given up, and ends the upload of its object
    /// unless others are at work on that.
    void recordFailure(Job job, String reason) {
        if (!records.failed(job, reason)) {
            abandon(job);
        }
    }

    /// The same for a slice: without it the others are at work in vain.
    void recordFailureOfSlice(Job job, String reason) {
        var _ = records.failed(job, reason);
        abandon(job);
    }

    private void abandon(Job job) {
        try {
            transfers.of(job).abandon(job.destination());
        } catch (StoreException | LedgerException | SettingsException broke) {
            ends.uploadLeft(job, broke);
        }
    }
}
