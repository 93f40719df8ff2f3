package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.time.Backoff;
import s3migrate.time.Sleeper;

/// Copies parts of one version into one upload, several at once. Each part has its own further
/// attempts above those of the HTTP client. After a failure some parts may be there: ListParts
/// tells.
final class PartsCopy {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final ObjectStore source;
    private final ObjectStore destination;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final TransferListener listener;
    private final TransferSettings settings;

    PartsCopy(
            ObjectStore source,
            ObjectStore destination,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random,
            TransferListener listener,
            TransferSettings settings) {
        this.source = source;
        this.destination = destination;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.listener = listener;
        this.settings = settings;
    }

    /// Copies what fits before the deadline, and as long as `claim` is ours. What is there then,
    /// ListParts tells: fewer parts than asked if time ran out, the upload is gone or the claim was
    /// lost.
    ///
    /// @throws s3migrate.store.SourceChangedException if the pinned version is not there any more
    void copy(Attempt attempt, Claim claim, MultipartUpload upload, List<Part> missing)
            throws InterruptedException {
        var deadline = attempt.deadline();
        var pace = new PartPace();
        var _ =
                InParallel.map(
                        missing,
                        settings.partsAtOnce(),
                        deadline,
                        part -> {
                            if (claim.lost()
                                    || deadline.remaining().isZero()
                                    || !deadline.leaves(pace.next())) {
                                return Optional.empty();
                            }
                            var begun = clock.instant();
                            var uploaded = copyOne(attempt, upload, part);
                            pace.took(Duration.between(begun, clock.instant()));
                            uploaded.ifPresent(_ -> listener.partCopied(attempt.job(), part));
                            return uploaded;
                        });
    }

    private Optional<UploadedPart> copyOne(Attempt attempt, MultipartUpload upload, Part part)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return upload(attempt.pinned(), upload, part);
            } catch (StoreException.Transient broke) {
                if (tries == settings.attempts()) {
                    throw broke;
                }
                listener.partRetried(attempt.job(), part, broke);
                sleeper.sleep(BACKOFF.after(tries, random));
            }
        }
    }

    private Optional<UploadedPart> upload(PinnedObject pinned, MultipartUpload upload, Part part) {
        boolean counted = upload.algorithm() == ChecksumAlgorithm.CRC32C;
        try (var body = SourceBody.ofPart(source, pinned, part.range(), counted)) {
            var uploaded = destination.uploadPart(upload, part, body);
            uploaded.filter(_ -> counted)
                    .flatMap(UploadedPart::checksum)
                    .ifPresent(stored -> demandEqual(upload, part, body.crc32c(), stored));
            return uploaded;
        }
    }

    private static void demandEqual(MultipartUpload upload, Part part, int crc, Checksum stored) {
        String ours = Crc32cOfParts.base64(crc);
        if (!stored.value().equals(ours)) {
            String text =
                    "upload part %d of %s: sent CRC32C %s, stored %s"
                            .formatted(part.number(), upload.destination(), ours, stored.value());
            throw new StoreException.Transient("BadDigest", text);
        }
    }
}
