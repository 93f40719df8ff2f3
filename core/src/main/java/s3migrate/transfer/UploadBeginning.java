package s3migrate.transfer;

import java.time.InstantSource;
import java.util.Optional;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.SourceChangedException;

/// The upload that a claimed object is copied into: the one that is recorded, or a new one, which
/// is recorded as soon as it is there. Serves many threads.
record UploadBeginning(
        Sides sides, TransferSettings settings, PartsCopy partsCopy, InstantSource clock) {

    /// Goes on with the upload that is recorded, unless it was begun the other way and what is to
    /// prove it cannot be had this way, or with other options than the route has now.
    ///
    /// @return empty if the claim is not ours any more
    /// @throws SourceChangedException if the pinned version is not the present one any more
    Optional<MultipartUpload> resumedOrNew(Attempt attempt, Claim claim) {
        var algorithm =
                Completion.usable(attempt.object())
                        .map(Checksum::algorithm)
                        .orElse(partsCopy.mover().ownAlgorithm());
        var recorded = claim.entry().upload();
        if (recorded.isEmpty()) {
            return begun(attempt, claim, algorithm);
        }
        var begunWith = recorded.get().algorithm();
        boolean provable = begunWith == algorithm || begunWith == partsCopy.mover().ownAlgorithm();
        return provable && asWished(recorded.get())
                ? Optional.of(
                        new MultipartUpload(
                                attempt.job().destination(), recorded.get().id(), begunWith))
                : anew(attempt, claim, algorithm);
    }

    private boolean asWished(UploadRecord recorded) {
        return recorded.options()
                .filter(others -> !others.equals(sides.properties().options()))
                .isEmpty();
    }

    /// Ends the upload that is recorded, and begins another.
    Optional<MultipartUpload> anew(Attempt attempt, Claim claim, ChecksumAlgorithm algorithm) {
        attempt.fence().voidUpload(claim.entry());
        return claim.update(held -> held.intending(attempt.pinned(), clock.instant()))
                ? begun(attempt, claim, algorithm)
                : Optional.empty();
    }

    /// Where versions are kept, one that is superseded is read on by its id, and only the look
    /// behind the Complete would tell. Whoever wrote a newer one and met no claim of ours had
    /// opened it before this look; whoever comes later meets the claim, and ends the upload.
    private boolean isSuperseded(PinnedObject pinned) {
        return pinned.versionId().isPresent() && !sides.unchanged(pinned);
    }

    /// The intent is in the ledger already: should the reply of this Create be lost, the next
    /// worker looks for its upload.
    private Optional<MultipartUpload> begun(
            Attempt attempt, Claim claim, ChecksumAlgorithm algorithm) {
        if (isSuperseded(attempt.pinned())) {
            throw new SourceChangedException(attempt.pinned());
        }
        var object = attempt.object();
        var properties = sides.properties();
        long partBytes = partsCopy.partBytes(attempt.deadline());
        var plan = new Layout(sides.source(), settings).plan(object, partBytes);
        var upload =
                sides.destination()
                        .create(attempt.job().destination(), properties.of(object), algorithm);
        var record =
                new UploadRecord(
                        upload.id(),
                        plan.partBytes(),
                        algorithm,
                        Optional.of(properties.options()));
        if (claim.update(held -> held.uploading(record, clock.instant()))) {
            return Optional.of(upload);
        }
        sides.destination().abort(upload);
        return Optional.empty();
    }
}
