package s3migrate.transfer.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import s3migrate.job.Job;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerException;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.LookAhead;
import s3migrate.transfer.SliceOutcome;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferListener;
import s3migrate.transfer.TransferOutcome;
import s3migrate.transfer.TransferSettings;
import s3migrate.transfer.order.Call.Kind;
import s3migrate.transfer.order.Scenario.Trait;

/// A worker at one message: the real transfer, and around it what a worker does with its outcome.
final class Worker {

    final Actor actor = new Actor();
    final Message message;
    private final World world;
    private final SteppedLedger ledger;
    private boolean timeUp;
    private LookAhead ahead = LookAhead.NOT_TAKEN;
    private Optional<String> unexpected = Optional.empty();

    Worker(World world, Message message) {
        this.world = world;
        this.message = message;
        this.ledger = new SteppedLedger(actor, world.ledger);
        message.readers++;
        actor.start(this::work);
    }

    private void work() {
        InstantSource clock = () -> timeUp ? Instant.MAX.minusSeconds(1) : world.time.instant();
        var transfer =
                new Transfer(
                        store(world.source, Kind.READ_SOURCE),
                        store(world.destination, Kind.READ),
                        ledger,
                        way(),
                        settings(),
                        deletes(),
                        world.time,
                        _ -> {},
                        (_, _) -> () -> {},
                        new Random(1),
                        new CopyRate(),
                        new Forgetful());
        try {
            var deadline = new Deadline(world.time.instant().plus(Duration.ofDays(1)), clock);
            if (message.slice.isPresent()) {
                settle(message.slice.get(), transfer.copy(message.slice.get(), deadline));
            } else {
                settle(transfer, message.job, transfer.run(message.job, deadline, lookAhead()));
            }
        } catch (StoreException.Transient | LedgerException again) {
            actor.note("returned");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private LookAhead lookAhead() {
        if (world.scenario.is(Trait.LOOKS_AHEAD)) {
            ahead = LookAhead.at(ledger, List.of(World.JOB.destination()));
        }
        return ahead;
    }

    private SteppedStore store(ObjectStore inner, Kind read) {
        return new SteppedStore(actor, inner, world.source, read, world.scenario);
    }

    private CopyWay way() {
        return world.scenario.is(Trait.WITHIN_S3)
                ? new CopyWay.ServerSide("a test wants it", false, new CopyWay.Sizes(100, 100, 1))
                : new CopyWay.Streaming("a test wants it");
    }

    private TransferSettings settings() {
        return new TransferSettings(
                100,
                1,
                3,
                100,
                world.scenario.is(Trait.SLICED)
                        ? Scenario.LARGE_BYTES
                        : TransferSettings.NEVER_SLICED,
                World.LEASE,
                World.LEASE,
                1_000,
                Optional.empty(),
                world.scenario.is(Trait.UNCONDITIONAL) ? StoreProfile.UNKNOWN : StoreProfile.AWS,
                Evidence.SIZE,
                false,
                Fidelity.FULL,
                Overwrite.NEWER);
    }

    private Deletes deletes() {
        return world.scenario.is(Trait.DELETES)
                ? new Deletes() {
                    @Override
                    public boolean wanted() {
                        return true;
                    }

                    @Override
                    public Permit next() {
                        return new Permit.Granted();
                    }
                }
                : Deletes.NONE;
    }

    /// A transfer that begins anew remembers that it does, what it saw ahead, and whether a write
    /// of its own may be there. How often it did is left out: no order here comes near the limits.
    private final class Forgetful implements TransferListener {

        private boolean maybeWritten;

        @Override
        public void restarted(Job job, String reason) {
            maybeWritten |= reason.contains("lost") || reason.contains("Complete found");
            actor.forgetAllBut("begins anew %s %s".formatted(maybeWritten, ahead));
        }
    }

    /// As the worker's conclusion does it: a proof is written down before the message goes, and an
    /// entry that is held is closed after.
    private void settle(Transfer transfer, Job job, TransferOutcome outcome) {
        switch (outcome) {
            case TransferOutcome.Proved proved when proved.held().isEmpty() -> {
                transfer.record(job, proved);
                consume();
            }
            case TransferOutcome.Proved proved -> {
                consume();
                transfer.record(job, proved);
            }
            case TransferOutcome.Settled _ -> consume();
            case TransferOutcome.OutOfTime _ -> {
                send(message.again());
                consume();
            }
            case TransferOutcome.Sliced(var slices) -> {
                slices.forEach(slice -> send(Message.of(slice)));
                consume();
            }
            case TransferOutcome.Busy _ -> message.waits = true;
            case TransferOutcome.Unsettled _ -> actor.note("unsettled");
            case TransferOutcome.DeletesPaused _,
                    TransferOutcome.Overtaken _,
                    TransferOutcome.KeepsChanging _,
                    TransferOutcome.Mismatch _,
                    TransferOutcome.TooLittleProof _,
                    TransferOutcome.MetadataHidden _,
                    TransferOutcome.TooLarge _ ->
                    unexpected = Optional.of(outcome.toString());
        }
    }

    private void settle(Slice slice, SliceOutcome outcome) {
        switch (outcome) {
            case SliceOutcome.Copied _, SliceOutcome.Obsolete _ -> {}
            case SliceOutcome.HandsBack _ -> send(Message.hint());
            case SliceOutcome.OutOfTime _ -> send(Message.of(slice));
        }
        consume();
    }

    private void send(Message next) {
        var _ =
                actor.make(
                        new Call(Kind.QUEUE, "send " + next.text), () -> world.messages.add(next));
    }

    private void consume() {
        var _ = actor.make(new Call(Kind.QUEUE, "consume"), () -> world.messages.remove(message));
    }

    /// Its deadline has passed.
    void timeIsUp() {
        timeUp = true;
        actor.note("time up");
    }

    /// What went wrong that the protocol has no name for.
    Optional<String> fault() {
        return actor.fault().map(Throwable::toString).or(() -> unexpected);
    }

    boolean owns(String owner) {
        return ledger.owner().equals(owner);
    }

    /// Equal texts will do the same under equal answers.
    String state() {
        return message.text + Long.toHexString(actor.fingerprint()) + actor.call() + timeUp;
    }
}
