package s3migrate.transfer;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import s3migrate.job.Job;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.time.Deadline;
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
    private final Verification verification;
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
        this.verification = new Verification(sides.destination());
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.listener = listener;
    }

    /// Copies `object`, of which the destination was expected to know nothing or something else.
    Step copy(Job job, StoredObject object, Expectation expected, Fence fence, Deadline deadline)
            throws InterruptedException {
        return switch (fence.claim(job.destination(), object.pinned())) {
            case Fence.Answer.Busy busy -> new Step.Ended(new TransferOutcome.Busy(busy.until()));
            case Fence.Answer.Ours ours ->
                    copyAlive(ours.claim(), job, object, expected, fence, deadline);
        };
    }

    private Step copyAlive(
            Claim claim,
            Job job,
            StoredObject object,
            Expectation expected,
            Fence fence,
            Deadline deadline)
            throws InterruptedException {
        boolean kept = false;
        try {
            Step step;
            try (var _ = heartbeat.every(settings.lease().dividedBy(BEATS), claim::renew)) {
                step = copyUnder(claim, job, object, expected, fence, deadline);
            }
            kept = keeps(step);
            return step instanceof Step.Ended(TransferOutcome.Copied copied)
                    ? new Step.Ended(copied.heldBy(claim.entry()))
                    : step;
        } finally {
            if (!kept) {
                claim.update(held -> held.released(clock.instant()));
            }
        }
    }

    /// A claim is kept for the next round of this transfer, and for writing down what was copied;
    /// else it is given back, so that nobody waits for its lease.
    private static boolean keeps(Step step) {
        return switch (step) {
            case Step.Again _ -> true;
            case Step.Ended ended -> ended.outcome() instanceof TransferOutcome.Copied;
        };
    }

    private Step copyUnder(
            Claim claim,
            Job job,
            StoredObject object,
            Expectation expected,
            Fence fence,
            Deadline deadline)
            throws InterruptedException {
        var upload = claim.entry().upload().map(record -> recorded(job, record));
        if (upload.isEmpty()) {
            try {
                upload = begin(claim, job, object);
            } catch (StoreException.Transient unclear) {
                return new Step.Ended(new TransferOutcome.Unsettled(unclear));
            }
        }
        if (upload.isEmpty()) {
            return busy();
        }
        var plan =
                new TransferPlan(object.size(), claim.entry().upload().orElseThrow().partBytes());
        var present = sides.destination().parts(upload.get());
        if (present.isEmpty()) {
            return gone(claim);
        }
        var missing = missing(plan, present.get());
        int resumed = plan.count() - missing.size();
        listener.partsPlanned(job, object, plan.count(), resumed);
        var copied =
                partsCopy.copy(
                        job,
                        object.pinned(),
                        upload.get(),
                        missing,
                        settings.partsAtOnce(),
                        claim,
                        deadline);
        var all = sides.destination().parts(upload.get());
        if (claim.lost()) {
            return busy();
        }
        if (all.isEmpty()) {
            return gone(claim);
        }
        int left = missing(plan, all.get()).size();
        if (left > 0 || !deadline.leaves(settings.completeMargin())) {
            return new Step.Ended(
                    new TransferOutcome.OutOfTime(
                            claim.entry().generation() + 1, left, !copied.isEmpty()));
        }
        return complete(claim, job, object, upload.get(), all.get(), expected, resumed, fence);
    }

    private static MultipartUpload recorded(Job job, UploadRecord record) {
        return new MultipartUpload(job.destination(), record.id(), record.algorithm());
    }

    /// The intent is in the ledger already: should the reply of this Create be lost, the next
    /// worker looks for its upload.
    private Optional<MultipartUpload> begin(Claim claim, Job job, StoredObject object) {
        var plan = TransferPlan.of(object.size(), settings.partBytes());
        var algorithm = usable(object).map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC32C);
        var what = sides.newObject(object, settings.storageClass());
        var upload = sides.destination().create(job.destination(), what, algorithm);
        var record = new UploadRecord(upload.id(), plan.partBytes(), algorithm);
        if (claim.update(held -> held.uploading(record, clock.instant()))) {
            return Optional.of(upload);
        }
        sides.destination().abort(upload);
        return Optional.empty();
    }

    /// The source's checksum, if an upload in parts can end with it.
    private static Optional<Checksum> usable(StoredObject object) {
        return object.checksum()
                .filter(c -> c.coverage() == Checksum.Coverage.FULL_OBJECT)
                .filter(c -> c.algorithm().combinesOverParts());
    }

    private static List<Part> missing(TransferPlan plan, List<UploadedPart> present) {
        Map<Integer, UploadedPart> byNumber =
                present.stream()
                        .collect(Collectors.toMap(UploadedPart::number, Function.identity()));
        return plan.parts().stream()
                .filter(part -> {
                    var there = byNumber.get(part.number());
                    return there == null || there.size() != part.range().length();
                })
                .toList();
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

    private Step complete(
            Claim claim,
            Job job,
            StoredObject object,
            MultipartUpload upload,
            List<UploadedPart> parts,
            Expectation expected,
            int resumed,
            Fence fence) {
        var given = usable(object).or(() -> combined(parts));
        // A condition on an ETag would prove nothing here: the key may have had that content again
        // since.
        Expectation condition =
                expected instanceof Expectation.Absent ? expected : new Expectation.Any();
        WriteAnswer answer;
        try {
            answer = sides.destination().complete(upload, parts, object.size(), given, condition);
            if (answer instanceof WriteAnswer.Refused refused) {
                answer = look(job, object, refused, claim, upload, parts, given);
            }
        } catch (StoreException.Transient unclear) {
            return settle(job, object, unclear);
        }
        return switch (answer) {
            case WriteAnswer.Written written ->
                    prove(job, object, given, written, parts.size(), resumed);
            case WriteAnswer.NoSuchUpload _ -> {
                gone(claim);
                yield Step.maybeWritten("Complete found the upload gone");
            }
            case WriteAnswer.WrongBytes wrong -> {
                fence.voidUpload(claim.entry());
                gone(claim);
                yield Step.wrongBytes(wrong.detail());
            }
            case WriteAnswer.Refused refused -> {
                fence.voidUpload(claim.entry());
                gone(claim);
                yield Step.overtaken("Complete was answered " + refused.code());
            }
        };
    }

    /// The key was written since it was found absent. Unless it is settled by that or the source
    /// has changed, ours is the newer one: under the claim it is completed whatever is there, and
    /// the source is looked at once more.
    private WriteAnswer look(
            Job job,
            StoredObject object,
            WriteAnswer.Refused refused,
            Claim claim,
            MultipartUpload upload,
            List<UploadedPart> parts,
            Optional<Checksum> given) {
        boolean equal =
                sides.destination()
                        .find(job.destination())
                        .flatMap(there -> Sameness.of(object, there))
                        .isPresent();
        claim.renew();
        if (equal || claim.lost() || !sides.unchanged(object.pinned())) {
            return refused;
        }
        return sides.destination()
                .complete(upload, parts, object.size(), given, new Expectation.Any());
    }

    /// The checksum over all parts, from those the store computed and we held against ours.
    private static Optional<Checksum> combined(List<UploadedPart> parts) {
        var whole = new Crc32cOfParts();
        for (var part : parts) {
            if (part.checksum().isEmpty()) {
                return Optional.empty();
            }
            whole.append(Crc32cOfParts.fromBase64(part.checksum().get().value()), part.size());
        }
        return Optional.of(Checksum.ofWhole(ChecksumAlgorithm.CRC32C, whole.base64()));
    }

    private Step prove(
            Job job,
            StoredObject object,
            Optional<Checksum> given,
            WriteAnswer.Written written,
            int parts,
            int resumed) {
        return switch (verification.of(object, given, written, job.destination())) {
            case Verification.Verdict.Wrong wrong -> Step.wrongBytes(wrong.detail());
            case Verification.Verdict.Replaced _ -> Step.overtaken("the copy was replaced at once");
            case Verification.Verdict.Proved proved ->
                    sides.unchanged(object.pinned())
                            ? new Step.Ended(
                                    new TransferOutcome.Copied(
                                            object,
                                            written.etag(),
                                            written.versionId(),
                                            proved.evidence(),
                                            parts,
                                            resumed,
                                            Optional.empty()))
                            : Step.sourceChanged("the source changed while it was copied");
        };
    }

    /// Complete got no clear answer: it may have landed, and it may still.
    private Step settle(Job job, StoredObject object, StoreException.Transient unclear) {
        var found = sides.destination().find(job.destination());
        return found.flatMap(there -> Sameness.of(object, there)).isPresent()
                ? Step.maybeWritten("the reply of the Complete was lost, and it had landed")
                : new Step.Ended(new TransferOutcome.Unsettled(unclear));
    }
}
