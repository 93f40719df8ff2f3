package s3migrate.transfer;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import s3migrate.job.Job;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Way;
import s3migrate.object.ObjectLocation;
import s3migrate.object.StoredObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.SourceChangedException;
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
    private final DeleteCheck deleteCheck;
    private final SmallCopy small;
    private final MultipartCopy multipart;
    private final Layout layout;
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
        this.layout = new Layout(source, settings);
        this.deleteCheck = new DeleteCheck(sides, deletes);
        this.small = new SmallCopy(sides, settings, deletes);
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
        this.multipart = new MultipartCopy(sides, sizes, streamed, clock, heartbeat, listener);
        if (way instanceof CopyWay.ServerSide within) {
            var sizesOfS3 = sizes.serverSide(within.sizes());
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
                                    small,
                                    new ServerSideWhole(sides),
                                    new MultipartCopy(
                                            sides, sizesOfS3, copied, clock, heartbeat, listener),
                                    new Layout(source, sizesOfS3),
                                    within.fallsBack()));
            this.slices = new SliceCopy(sides, ledger, copied, settings, clock, heartbeat);
        } else {
            this.serverSide = Optional.empty();
            this.slices = new SliceCopy(sides, ledger, streamed, settings, clock, heartbeat);
        }
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
            switch (round(job, rounds, fence, deadline)) {
                case Step.Ended(var outcome) -> {
                    var end = ended(outcome, rounds);
                    tellWhatWasChosen(job, end);
                    return end;
                }
                case Step.Again again -> {
                    listener.restarted(job, again.detail());
                    var later = new TransferOutcome.Busy(clock.instant().plus(settings.lease()));
                    var enough = rounds.enough(again, later);
                    if (enough.isPresent()) {
                        return enough.get();
                    }
                }
            }
        }
    }

    private void tellWhatWasChosen(Job job, TransferOutcome outcome) {
        if (outcome instanceof TransferOutcome.Copied copied) {
            var properties = sides.properties();
            int tags = properties.tagsLeftOut(copied.source());
            if (tags > 0) {
                listener.tagsLeftOut(job, tags);
            }
            if (properties.tooSmallForItsClass(copied.source())) {
                listener.tooSmallForItsClass(job, copied.source());
            }
        }
    }

    /// Copies a run of parts of a huge object, as far as the deadline allows.
    ///
    /// @throws StoreException if a store refused or broke; see its kinds
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public SliceOutcome copy(Slice slice, Deadline deadline) throws InterruptedException {
        return slices.copy(slice, deadline);
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
        return new Fence(ledger, sides.destination(), clock, settings.lease(), owner, ahead);
    }

    private TransferOutcome ended(TransferOutcome outcome, Rounds rounds) {
        return outcome instanceof TransferOutcome.OutOfTime late
                ? late.after(rounds.restarts())
                : rounds.maybeWritten() ? asOurs(outcome, way(rounds)) : outcome;
    }

    /// What is equal after a write of ours that seemed to fail, we have copied.
    private static TransferOutcome asOurs(TransferOutcome outcome, Way way) {
        return outcome
                        instanceof
                        TransferOutcome.AlreadyPresent(var source, var there, var evidence)
                ? new TransferOutcome.Copied(
                        source,
                        new Verification.Verdict.Proved(evidence)
                                .proof(way, there.etag(), there.versionId()),
                        1,
                        0,
                        Optional.empty())
                : outcome;
    }

    private Way way(Rounds rounds) {
        return serverSide.isPresent() && !rounds.refusedWithinS3()
                ? Way.SERVER_SIDE
                : Way.STREAMING;
    }

    private Step round(Job job, Rounds rounds, Fence fence, Deadline deadline)
            throws InterruptedException {
        var within = serverSide.filter(_ -> !rounds.refusedWithinS3());
        long small =
                within.map(way -> way.layout().settings().smallBytes())
                        .orElse(settings.smallBytes());
        boolean large = job.size().orElse(0) > small;
        try {
            // "Absent" is tried first: a new object costs no look at the destination.
            boolean blind =
                    rounds.first()
                            && !large
                            && job.seen() == Job.Seen.NOTHING
                            && sides.conditional();
            var look = blind ? new Look.NotTaken() : look(job);
            if (within.isPresent()) {
                return copyWithin(within.get(), job, look, fence, deadline);
            }
            return large || mayBeEqual(job, look)
                    ? findAndCopy(job, look, fence, deadline)
                    : openAndCopy(job, look, fence, deadline);
        } catch (SourceChangedException changed) {
            return Step.sourceChanged(String.valueOf(changed.getMessage()));
        }
    }

    /// Then a HEAD of the source is likely to say that none of its bytes has to be read.
    private static boolean mayBeEqual(Job job, Look look) {
        return look.seen().filter(o -> job.size().orElse(o.size()) == o.size()).isPresent();
    }

    private Look look(Job job) {
        return new Look.Taken(sides.destination().find(job.destination()));
    }

    private Step openAndCopy(Job job, Look destination, Fence fence, Deadline deadline)
            throws InterruptedException {
        var opened = sides.opened(job.source());
        if (opened.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        try (var open = opened.get()) {
            if (layout.whole(open.object())) {
                var settled =
                        settled(job, open.object(), destination.seen(), fence)
                                .or(() -> hidden(open.object()));
                return settled.isPresent()
                        ? settled.get()
                        : small.copy(
                                attempt(job, open.object(), destination, fence, deadline),
                                new StreamedWhole(sides, open));
            }
        }
        return findAndCopy(job, look(job), fence, deadline);
    }

    private Step findAndCopy(Job job, Look destination, Fence fence, Deadline deadline)
            throws InterruptedException {
        var found = sides.found(job.source());
        if (found.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        var object = found.get();
        if (object.size() > TransferPlan.MAX_OBJECT_BYTES) {
            return new Step.Ended(new TransferOutcome.TooLarge(object.size()));
        }
        var attempt = attempt(job, object, destination, fence, deadline);
        var settled =
                settled(job, object, destination.seen(), fence)
                        .or(() -> hidden(object))
                        .or(() -> rewritten(attempt, destination));
        if (settled.isPresent()) {
            return settled.get();
        }
        return layout.whole(object)
                ? openAndCopy(job, destination, fence, deadline)
                : multipart.copy(attempt);
    }

    private Step copyWithin(
            ServerSideCopy within, Job job, Look destination, Fence fence, Deadline deadline)
            throws InterruptedException {
        var found = sides.found(job.source());
        if (found.isEmpty()) {
            return deleteCheck.gone(job, destination, fence);
        }
        var object = found.get();
        if (object.size() > TransferPlan.MAX_OBJECT_BYTES) {
            return new Step.Ended(new TransferOutcome.TooLarge(object.size()));
        }
        boolean inParts = !within.layout().whole(object);
        boolean loses = inParts || settings.fidelity().sourceTime();
        if (inParts && destination instanceof Look.NotTaken) {
            return copyWithin(within, job, look(job), fence, deadline);
        }
        // CopyObject takes along what S3 does not show, if it takes the source's metadata.
        var attempt = attempt(job, object, destination, fence, deadline);
        var settled =
                settled(job, object, destination.seen(), fence)
                        .or(() -> loses ? hidden(object) : Optional.empty())
                        .or(() -> rewritten(attempt, destination));
        return settled.isPresent() ? settled.get() : within.copy(attempt);
    }

    private static Attempt attempt(
            Job job, StoredObject object, Look destination, Fence fence, Deadline deadline) {
        return new Attempt(job, object, destination.expectation(), fence, deadline);
    }

    private Optional<Step> settled(
            Job job, StoredObject object, Optional<StoredObject> present, Fence fence) {
        var evidence =
                present.flatMap(there -> Sameness.of(object, there).or(() -> known(object, there)))
                        .filter(grade -> !settings.tooLittle(grade));
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                fence.voidRecorded(job.destination())
                        ? Step.overtaken("an upload for an object that is there was ended")
                        : new Step.Ended(
                                new TransferOutcome.AlreadyPresent(
                                        object, present.orElseThrow(), evidence.get())));
    }

    /// Where the destination has the bytes already, S3 gives them their headers in place. What it
    /// refuses goes the way of the route.
    private Optional<Step> rewritten(Attempt attempt, Look destination) {
        try {
            return destination
                    .seen()
                    .filter(there ->
                            RewrittenWhole.suffices(sides, settings, attempt.object(), there))
                    .map(there -> small.copy(attempt, new RewrittenWhole(sides, there)));
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            return Optional.empty();
        }
    }

    private static Optional<Step> hidden(StoredObject object) {
        int entries = object.metadata().hidden();
        return entries == 0
                ? Optional.empty()
                : Optional.of(new Step.Ended(new TransferOutcome.MetadataHidden(entries)));
    }

    /// Where neither checksum nor ETag can be compared: the ledger says what that destination
    /// object was copied from.
    private Optional<Evidence> known(StoredObject object, StoredObject there) {
        return ledger.find(there.location())
                .filter(entry -> entry.state() == LedgerEntry.State.DONE)
                .filter(entry -> entry.source().sameVersionAs(object.pinned()))
                .filter(entry -> entry.written().filter(there.etag()::equals).isPresent())
                .flatMap(LedgerEntry::evidence);
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
