package s3migrate.transfer;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.job.Slice;
import s3migrate.ledger.Lease;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.time.Heartbeat;

/// Copies one object in parts, beginning with those that an earlier worker left. What is done,
/// ListParts says; which version and plan an upload belongs to, the ledger.
///
/// When `copy` throws or runs out of time, the destination's object is untouched and the upload
/// stays for the next worker.
final class MultipartCopy {

    /// Beats per lease: two may be missed.
    private static final int BEATS = 3;

    private final Sides sides;
    private final TransferSettings settings;
    private final PartsCopy partsCopy;
    private final UploadBeginning beginning;
    private final Completion completion;
    private final InstantSource clock;
    private final Heartbeat heartbeat;
    private final TransferListener listener;

    MultipartCopy(
            Sides sides,
            TransferSettings settings,
            PartsCopy partsCopy,
            InstantSource clock,
            Heartbeat heartbeat,
            TransferListener listener) {
        this.sides = sides;
        this.settings = settings;
        this.partsCopy = partsCopy;
        this.beginning = new UploadBeginning(sides, settings, partsCopy, clock);
        this.completion = new Completion(sides, settings, partsCopy.mover().way());
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.listener = listener;
    }

    /// Copies the object of the attempt, unless another worker is at it.
    Step copy(Attempt attempt) throws InterruptedException {
        return switch (attempt.fence().claim(attempt.job().destination(), attempt.pinned())) {
            case Fence.Answer.Busy busy -> new Step.Ended(new TransferOutcome.Busy(busy.until()));
            case Fence.Answer.Concluded _ ->
                    Step.overtaken("the end of a copy that is proved was written down");
            case Fence.Answer.Ours ours -> copyAlive(attempt, ours.claim());
        };
    }

    /// The source may have changed in every invocation without any of them knowing of the others.
    private Optional<Step> tooOften(Claim claim) {
        int restarts = claim.entry().restarts();
        return restarts <= settings.maxRestarts()
                ? Optional.empty()
                : Optional.of(new Step.Ended(new TransferOutcome.KeepsChanging(restarts)));
    }

    private Step copyAlive(Attempt attempt, Claim claim) throws InterruptedException {
        boolean kept = false;
        try {
            Step step;
            try (var _ = heartbeat.every(settings.lease().dividedBy(BEATS), claim::renew)) {
                var changing = tooOften(claim);
                step = changing.isPresent() ? changing.get() : copyUnder(attempt, claim);
            }
            kept = keeps(step);
            return step instanceof Step.Ended(TransferOutcome.Copied copied)
                    ? new Step.Ended(proved(copied, claim))
                    : step;
        } finally {
            if (!kept) {
                claim.update(held -> held.released(clock.instant()));
            }
        }
    }

    /// What proves the copy is in the ledger before anybody can consume the message.
    private TransferOutcome proved(TransferOutcome.Copied copied, Claim claim) {
        claim.update(held -> held.proved(copied.proof(), clock.instant()));
        return copied.heldBy(claim.entry());
    }

    /// A claim is kept for the next round of this transfer, and for writing down what was copied,
    /// and it is the slices' if there are some; else it is given back, so that nobody waits for its
    /// lease.
    private static boolean keeps(Step step) {
        return switch (step) {
            case Step.Again _ -> true;
            case Step.Ended(TransferOutcome.Copied _), Step.Ended(TransferOutcome.Sliced _) -> true;
            case Step.Ended _ -> false;
        };
    }

    /// Where the store wants parts to carry checksums, an upload of ours does what one with the
    /// source's cannot.
    private Step copyUnder(Attempt attempt, Claim claim) throws InterruptedException {
        var own = partsCopy.mover().ownAlgorithm();
        try {
            return copyInto(() -> beginning.resumedOrNew(attempt, claim), attempt, claim);
        } catch (StoreException.ObjectRefused refused) {
            boolean isOwn =
                    claim.entry().upload().filter(open -> open.algorithm() != own).isEmpty();
            if (isOwn || !refused.code().equals(UploadedPart.CHECKSUM_NEEDED)) {
                throw refused;
            }
        }
        return copyInto(() -> beginning.anew(attempt, claim, own), attempt, claim);
    }

    private Step copyInto(Supplier<Optional<MultipartUpload>> begun, Attempt attempt, Claim claim)
            throws InterruptedException {
        boolean resumed = claim.entry().upload().isPresent();
        Optional<MultipartUpload> upload;
        try {
            upload = begun.get();
        } catch (StoreException.Transient unclear) {
            return new Step.Ended(new TransferOutcome.Unsettled(unclear));
        }
        return upload.isEmpty() ? busy() : fill(attempt, claim, upload.get(), resumed);
    }

    /// Copies what is missing, and completes when nothing is.
    private Step fill(Attempt attempt, Claim claim, MultipartUpload upload, boolean resumed)
            throws InterruptedException {
        long partBytes = claim.entry().upload().orElseThrow().partBytes();
        var plan = new TransferPlan(attempt.object().size(), partBytes);
        // One that was begun just now has none.
        var before =
                resumed ? sides.destination().parts(upload) : Optional.of(List.<UploadedPart>of());
        if (before.isEmpty()) {
            return gone(claim);
        }
        var missing = plan.missing(before.get());
        var work =
                new PartsCopy.Work(
                        attempt.job(), attempt.pinned(), upload, claim::lost, attempt.deadline());
        var slices = Slices.of(attempt, claim.entry(), missing, settings);
        if (!slices.isEmpty()) {
            if (resumed && before.get().isEmpty()) {
                // No slice could add a part, perhaps because the store does not take them like
                // this: a single one shows why.
                partsCopy.copy(work, missing.subList(0, 1));
            }
            return handOut(claim, slices);
        }
        int there = plan.count() - missing.size();
        listener.partsPlanned(attempt.job(), attempt.object(), plan.count(), there);
        partsCopy.copy(work, missing);
        var after = sides.destination().parts(upload);
        if (claim.lost()) {
            return busy();
        }
        if (after.isEmpty()) {
            return gone(claim);
        }
        int left = plan.missing(after.get()).size();
        if (left > 0 || !attempt.deadline().leaves(settings.completeMargin())) {
            long released = claim.entry().generation() + 1;
            return new Step.Ended(
                    new TransferOutcome.OutOfTime(released, left, left < missing.size()));
        }
        return completion.complete(
                new Completion.Ready(attempt, claim, upload, after.get(), there));
    }

    /// From here on the lease is that of all slices, so that nobody cuts the object again while one
    /// of them is at work.
    private Step handOut(Claim claim, List<Slice> slices) {
        var shared =
                new Lease(
                        new LeaseHolder.AllSlices(slices.getFirst().upload().id()).text(),
                        clock.instant().plus(settings.lease()));
        return claim.update(held -> held.renewed(shared, clock.instant()))
                ? new Step.Ended(new TransferOutcome.Sliced(slices))
                : busy();
    }

    private Step busy() {
        return new Step.Ended(new TransferOutcome.Busy(clock.instant().plus(settings.lease())));
    }

    /// Aborted by somebody, or completed by a request we got no answer to: the destination tells
    /// which.
    private Step gone(Claim claim) {
        var pinned = claim.entry().source();
        return claim.update(held -> held.intending(pinned, clock.instant()))
                ? Step.overtaken("the upload is gone")
                : busy();
    }
}
