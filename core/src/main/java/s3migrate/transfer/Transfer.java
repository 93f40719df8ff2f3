package s3migrate.transfer;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import s3migrate.job.Job;
import s3migrate.job.Slice;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.Proof;
import s3migrate.ledger.Way;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;

/// Copies one object and proves the copy, or deletes the copy of one that is gone where the route
/// wants that. Safe to run again at any point: parts already uploaded are kept, and a finished copy
/// is recognised.
///
/// The order of its looks and writes keeps the destination from going back, whatever is late,
/// doubled or killed: read the destination, *then* open the source, write on condition, look at the
/// source again where a condition proves too little.
///
/// Sizes are bytes. One instance serves one route and many threads. When `run` throws, the
/// destination holds either its former object or a complete new one, never a part; a multipart
/// upload stays open for the next attempt.
public final class Transfer {

    private final Sides sides;
    private final Ledger ledger;
    private final OutcomeRecords records;
    private final TransferSettings settings;
    private final InstantSource clock;
    private final TransferListener listener;
    private final CopyRound round;
    private final SliceCopy slices;
    private final Optional<ServerSideCopy> serverSide;

    public Transfer(
            ObjectStore source,
            ObjectStore destination,
            Ledger ledger,
            CopyWay way,
            TransferSettings settings,
            Deletes deletes,
            InstantSource clock,
            Sleeper sleeper,
            Heartbeat heartbeat,
            RandomGenerator random,
            CopyRate rate,
            TransferListener listener) {
        var properties =
                new CopyProperties(source, settings.storageClass(), settings.fidelity(), clock);
        this.sides = new Sides(source, destination, settings.destination(), properties);
        this.ledger = ledger;
        this.records = new OutcomeRecords(ledger, clock);
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        var small = new SmallCopy(sides, settings, deletes);
        // A slice knows its own way alone: an object that may have to go the other one has none.
        boolean sliced = !(way instanceof CopyWay.ServerSide(_, boolean fallsBack, _) && fallsBack);
        var sizes = sliced ? settings : settings.unsliced();
        var streamed =
                new PartsCopy(
                        new StreamedParts(source, destination),
                        clock,
                        sleeper,
                        random,
                        listener,
                        sizes,
                        rate);
        var multipart = new MultipartCopy(sides, sizes, streamed, clock, heartbeat, listener);
        if (way instanceof CopyWay.ServerSide within) {
            var sizesOfS3 = sizes.serverSide(within.sizes());
            var whole = new ServerSideWhole(sides);
            var copied =
                    new PartsCopy(
                            new ServerSideParts(destination),
                            clock,
                            sleeper,
                            random,
                            listener,
                            sizesOfS3,
                            rate);
            this.serverSide =
                    Optional.of(
                            new ServerSideCopy(
                                    new ListedCopy(sides, sizesOfS3, deletes, small, whole),
                                    small,
                                    whole,
                                    new MultipartCopy(
                                            sides, sizesOfS3, copied, clock, heartbeat, listener),
                                    new Layout(source, sizesOfS3),
                                    within.fallsBack()));
            this.slices = new SliceCopy(sides, ledger, copied, settings, clock, heartbeat);
        } else {
            this.serverSide = Optional.empty();
            this.slices = new SliceCopy(sides, ledger, streamed, settings, clock, heartbeat);
        }
        this.round =
                new CopyRound(
                        sides,
                        settings,
                        new DeleteCheck(sides, deletes),
                        new WithoutBytes(sides, ledger, settings, small),
                        small,
                        multipart,
                        serverSide);
    }

    /// Brings the source's present version to the destination, as far as the deadline allows.
    ///
    /// @throws StoreException if a store refused or broke; see its kinds
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public TransferOutcome run(Job job, Deadline deadline) throws InterruptedException {
        return run(job, deadline, LookAhead.NOT_TAKEN);
    }

    /// The same for one of many, whose ledger entries were looked at together.
    public TransferOutcome run(Job job, Deadline deadline, LookAhead ahead)
            throws InterruptedException {
        var fence = fence(ahead);
        var rounds = new Rounds(settings.maxRestarts(), job.history().restarts());
        while (true) {
            switch (round.go(job, rounds, fence, deadline)) {
                case Step.Ended(var outcome) -> {
                    return asChosen(job, ended(outcome, rounds));
                }
                case Step.Again again -> {
                    listener.restarted(job, again.detail());
                    var enough = rounds.enough(again);
                    if (enough.isPresent()) {
                        return enough.get();
                    }
                }
            }
        }
    }

    /// Tells of what is not as at the source because the route wants it so.
    private TransferOutcome asChosen(Job job, TransferOutcome outcome) {
        if (!(outcome instanceof TransferOutcome.Copied copied)) {
            return outcome;
        }
        var properties = sides.properties();
        if (properties.tooSmallForItsClass(copied.source())) {
            listener.tooSmallForItsClass(job, copied.source());
        }
        int tags = properties.tagsLeftOut(copied.source());
        if (tags > 0) {
            listener.tagsLeftOut(job, tags);
        }
        return copied.without(tags);
    }

    /// Copies a run of parts of a huge object, as far as the deadline allows.
    ///
    /// @throws StoreException if a store refused or broke; see its kinds
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public SliceOutcome copy(Slice slice, Deadline deadline) throws InterruptedException {
        try {
            return slices.copy(slice, deadline);
        } catch (ServerSideRefusal refusal) {
            throw refusal.explained();
        }
    }

    /// Ends the upload of an object that is given up, unless somebody is at work on it.
    ///
    /// @throws StoreException if the destination refused or broke
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public void abandon(ObjectLocation destination) {
        fence(LookAhead.NOT_TAKEN).endAbandoned(destination);
    }

    private Fence fence(LookAhead ahead) {
        var owner = UUID.randomUUID().toString();
        return new Fence(ledger, sides.destination(), clock, settings, owner, ahead);
    }

    private TransferOutcome ended(TransferOutcome outcome, Rounds rounds) {
        return outcome instanceof TransferOutcome.OutOfTime late
                ? late.after(rounds.restarts())
                : rounds.written()
                        .map(carried -> asOurs(outcome, way(rounds), carried))
                        .orElse(outcome);
    }

    /// What is equal after a write of ours that seemed to fail, we have copied.
    private static TransferOutcome asOurs(TransferOutcome outcome, Way way, Carried carried) {
        return outcome
                        instanceof
                        TransferOutcome.AlreadyPresent(var source, var there, var evidence)
                ? TransferOutcome.Copied.whole(
                        source,
                        new Proof(evidence, Optional.of(way), there.etag(), there.versionId()),
                        carried)
                : outcome;
    }

    private Way way(Rounds rounds) {
        return serverSide.isPresent() && !rounds.refusedWithinS3()
                ? Way.SERVER_SIDE
                : Way.STREAMING;
    }

    /// Writes into the ledger what the destination holds and what proves it. Where another worker
    /// is at the key, or was faster, his end is the one to be recorded.
    ///
    /// Called before the message is consumed, or else a crash between would lose the proof; but
    /// after it if the outcome is `held`: such an entry has its proof already, and DONE ends the
    /// claim, so that a message that lived on would begin anew.
    public void record(Job job, TransferOutcome.Proved proved) {
        records.proved(job, proved);
    }

    /// Writes a failure for good into the ledger, where it stays until the object is copied or
    /// dismissed.
    public void recordFailure(Job job, String reason) {
        var _ = records.failed(job, reason);
    }
}
