package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import s3migrate.object.Part;
import s3migrate.store.MultipartUpload;
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

    private final PartMover mover;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final TransferListener listener;
    private final TransferSettings settings;

    PartsCopy(
            PartMover mover,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random,
            TransferListener listener,
            TransferSettings settings) {
        this.mover = mover;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.listener = listener;
        this.settings = settings;
    }

    /// Which way the bytes go.
    PartMover mover() {
        return mover;
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
                return mover.move(attempt.pinned(), upload, part);
            } catch (StoreException.Transient broke) {
                if (tries == settings.attempts()) {
                    throw broke;
                }
                listener.partRetried(attempt.job(), part, broke);
                sleeper.sleep(BACKOFF.after(tries, random));
            }
        }
    }
}
