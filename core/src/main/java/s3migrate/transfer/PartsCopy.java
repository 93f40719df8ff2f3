package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import s3migrate.job.Job;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

/// Copies parts of one version into one upload, several at once. Each part has its own further
/// attempts above those of the HTTP client. After a failure some parts may be there: ListParts
/// tells.
final class PartsCopy {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final PartMover mover;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final TransferListener listener;
    private final TransferSettings settings;
    private final CopyRate rate;

    PartsCopy(
            PartMover mover,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random,
            TransferListener listener,
            TransferSettings settings,
            CopyRate rate) {
        this.mover = mover;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.listener = listener;
        this.settings = settings;
        this.rate = rate;
    }

    /// The preferred size of the parts of a new upload.
    long partBytes(Deadline deadline) {
        return rate.partBytes(settings.partBytes(), settings.partsAtOnce(), deadline);
    }

    /// Which way the bytes go.
    PartMover mover() {
        return mover;
    }

    /// Parts of what go where, as long as nobody has `overtaken` us, and until when.
    record Work(
            Job job,
            PinnedObject pinned,
            MultipartUpload upload,
            BooleanSupplier overtaken,
            Deadline deadline) {

        private boolean over() {
            return overtaken.getAsBoolean() || deadline.remaining().isZero();
        }
    }

    /// Copies what fits before the deadline, and as long as nobody overtakes us. What is there
    /// then, ListParts tells: fewer parts than asked if time ran out, the upload is gone or
    /// somebody has overtaken us.
    ///
    /// @throws s3migrate.store.SourceChangedException if the pinned version is not there any more
    void copy(Work work, List<Part> missing) throws InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        var deadline = work.deadline();
        var pace = new PartPace();
        long partBytes = missing.getFirst().range().length();
        int atOnce =
                rate.atOnce(partBytes, deadline, Math.min(settings.partsAtOnce(), missing.size()));
        var _ =
                InParallel.map(
                        missing,
                        atOnce,
                        deadline,
                        part -> {
                            if (work.over() || !deadline.leaves(pace.next())) {
                                return Optional.empty();
                            }
                            var begun = clock.instant();
                            var uploaded = copyOne(work, part);
                            var took = Duration.between(begun, clock.instant());
                            pace.took(took);
                            if (uploaded.isPresent()) {
                                rate.took(part.range().length(), took, atOnce);
                                listener.partCopied(work.job(), part);
                            }
                            return uploaded;
                        });
    }

    private Optional<UploadedPart> copyOne(Work work, Part part) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return mover.move(work.pinned(), work.upload(), part);
            } catch (StoreException.Transient broke) {
                if (tries == settings.attempts()) {
                    throw broke;
                }
                listener.partRetried(work.job(), part, broke);
                sleeper.sleep(BACKOFF.after(tries, random));
            }
        }
    }
}
