package s3migrate.transfer;

import java.util.List;
import java.util.Optional;
import s3migrate.ledger.Way;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.transfer.TransferOutcome.Copied;

/// Makes the parts of an upload an object, and proves it. Every answer but a clear success is
/// settled by looking at both sides.
final class Completion {

    private final Sides sides;
    private final TransferSettings settings;
    private final Way way;
    private final Proving proving;

    Completion(Sides sides, TransferSettings settings, Way way) {
        this.sides = sides;
        this.settings = settings;
        this.way = way;
        this.proving = new Proving(sides, settings);
    }

    /// An upload all of whose parts are there, of which `resumed` were before this invocation.
    record Ready(
            Attempt attempt,
            Claim claim,
            MultipartUpload upload,
            List<UploadedPart> parts,
            int resumed) {}

    /// The checksum of the whole: the source's if this upload can end with it, else ours if we
    /// counted the bytes.
    private Optional<Checksum> checksum(Ready ready) {
        var upload = ready.upload();
        return usable(ready.attempt().object())
                .filter(ofSource -> ofSource.algorithm() == upload.algorithm())
                .or(() ->
                        upload.algorithm() == ChecksumAlgorithm.CRC32C && compared(ready)
                                ? combined(ready.parts())
                                : Optional.empty());
    }

    /// Whether what the store computed over each part was held against what we counted. Where parts
    /// are sent without their checksum that happens after each of them, so that nobody knows it of
    /// those that were there before.
    private boolean compared(Ready ready) {
        return way == Way.SERVER_SIDE
                || ready.resumed() == 0
                || sides.profile().can(StoreProfile.Feature.AWS_CHUNKED);
    }

    /// The source's checksum, if an upload in parts can end with it.
    static Optional<Checksum> usable(StoredObject object) {
        return object.checksum()
                .filter(c -> c.coverage() == Checksum.Coverage.FULL_OBJECT)
                .filter(c -> c.algorithm().combinesOverParts());
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

    /// Completes, on the condition that the key is as absent as it was `expected` to be. A
    /// condition on an ETag would prove nothing here: the key may have had that content again
    /// since.
    Step complete(Ready ready) {
        var expected = ready.attempt().expected();
        boolean absent = sides.conditional() && expected instanceof Expectation.Absent;
        WriteAnswer answer;
        try {
            answer =
                    isTaken(ready)
                            ? new WriteAnswer.Refused("there by now")
                            : request(ready, absent ? expected : new Expectation.Any());
            if (answer instanceof WriteAnswer.Refused && isStillNewest(ready)) {
                answer = request(ready, new Expectation.Any());
            }
        } catch (StoreException.Transient unclear) {
            return settle(ready, unclear);
        }
        return switch (answer) {
            case WriteAnswer.Written written -> prove(ready, written);
            case WriteAnswer.NoSuchUpload _ ->
                    landed(ready)
                            .map(written -> prove(ready, written))
                            .orElseGet(() -> maybeWritten("Complete found the upload gone"));
            case WriteAnswer.WrongBytes wrong -> {
                ready.attempt().fence().voidUpload(ready.claim().entry());
                yield Step.wrongBytes(wrong.detail());
            }
            case WriteAnswer.Refused refused -> {
                ready.attempt().fence().voidUpload(ready.claim().entry());
                yield Step.overtaken("Complete was answered " + refused.code());
            }
        };
    }

    /// Where something that came meanwhile stays, and the store takes no condition, a look has to
    /// do.
    private boolean isTaken(Ready ready) {
        return settings.keepsWhatIsThere()
                && !sides.conditional()
                && sides.destination().find(ready.attempt().job().destination()).isPresent();
    }

    private WriteAnswer request(Ready ready, Expectation condition) {
        return sides.destination()
                .complete(
                        ready.upload(),
                        ready.parts(),
                        ready.attempt().object().size(),
                        checksum(ready),
                        condition);
    }

    /// The key was written since it was found absent. Unless that settles it, or stays, or the
    /// source has changed, ours is the newer object: under the claim it is completed whatever is
    /// there, and the source is looked at once more.
    private boolean isStillNewest(Ready ready) {
        if (settings.keepsWhatIsThere()) {
            return false;
        }
        ready.claim().renew();
        return !ready.claim().lost()
                && !sides.holds(ready.attempt())
                && sides.unchanged(ready.attempt().pinned());
    }

    private Step prove(Ready ready, WriteAnswer.Written written) {
        var attempt = ready.attempt();
        return proving.of(
                attempt,
                checksum(ready),
                compared(ready) ? written : written.withoutChecksum(),
                true,
                proved ->
                        Copied.inParts(
                                attempt.object(),
                                proved.proof(way, written),
                                ready.parts().size(),
                                ready.resumed()));
    }

    private static Step maybeWritten(String detail) {
        return Step.maybeWritten(detail, Carried.IN_PARTS);
    }

    /// Complete got no clear answer: it may have landed, and it may still.
    private Step settle(Ready ready, StoreException.Transient unclear) {
        if (sides.holds(ready.attempt())) {
            return maybeWritten("the reply of the Complete was lost, and it had landed");
        }
        return landed(ready)
                .map(written -> prove(ready, written))
                .orElseGet(() -> new Step.Ended(new TransferOutcome.Unsettled(unclear)));
    }

    /// What this upload has left, if it is there, where the source has nothing to know it by: as
    /// many bytes, from as many parts, with the checksum of these, and not what was there before.
    /// Nobody else's of these bytes can be overwritten by ours any more: who writes ends the upload
    /// first.
    private Optional<WriteAnswer.Written> landed(Ready ready) {
        var ours = checksum(ready);
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        return sides.seen(ready.attempt().job().destination())
                .filter(there -> there.checksum().equals(ours))
                .filter(there -> there.size() == ready.attempt().object().size())
                .filter(there -> there.etag().parts().orElse(0) == ready.parts().size())
                .filter(there ->
                        !ready.attempt().expected().equals(new Expectation.Present(there.etag())))
                .map(there ->
                        new WriteAnswer.Written(there.etag(), there.versionId(), there.checksum()));
    }
}
