package s3migrate.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.UploadRecord;
import s3migrate.route.BucketPrefix;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenUpload;

/// Ends uploads that nobody will complete: begun by us more than a day ago, at a key of the ledger,
/// and not that key's upload, or the upload of one that is done. A Create that landed after its
/// worker had died leaves such a one. All others are left: younger ones, those of others, and those
/// at keys that the ledger does not know.
///
/// Whoever copies uses the ledger's upload or one that he has just begun, so no work is lost.
///
/// @param asked what uploads to this destination are begun with, whatever their object
public record StaleUploads(
        ObjectStore destination, Ledger ledger, NewObject asked, InstantSource clock) {

    private static final Duration AGE = Duration.ofDays(1);

    /// Ended in one go, the rest in the next; and looked up in the ledger at once.
    private static final int MOST = 1_000;

    /// Ends those under a range of keys.
    ///
    /// @return how many
    /// @throws s3migrate.store.StoreException if the store refused or broke
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public int end(BucketPrefix range) {
        var old = destination.uploads(range.bucket(), range.prefix(), clock.instant().minus(AGE));
        var stale =
                old.stream()
                        .gather(Gatherers.windowFixed(MOST))
                        .flatMap(some -> unrecorded(some).stream())
                        .toList();
        if (stale.isEmpty()) {
            return 0;
        }
        var ours = OwnUploads.among(stale, destination, asked).stream().limit(MOST).toList();
        for (MultipartUpload upload : ours) {
            destination.abort(upload);
        }
        return ours.size();
    }

    private List<OpenUpload> unrecorded(List<OpenUpload> uploads) {
        var entries =
                ledger.find(uploads.stream().map(OpenUpload::destination).distinct().toList());
        return uploads.stream()
                .filter(upload ->
                        Optional.ofNullable(entries.get(upload.destination()))
                                .filter(entry -> !isOf(entry, upload))
                                .isPresent())
                .toList();
    }

    /// What is done, or was dismissed as a failure, is gone on with by nobody, whatever upload it
    /// has left open.
    private boolean isOf(LedgerEntry entry, OpenUpload upload) {
        return entry.upload().map(UploadRecord::id).filter(upload.id()::equals).isPresent()
                && (entry.state() != LedgerEntry.State.DONE
                        || entry.lease().filter(held -> held.livesAt(clock.instant())).isPresent());
    }
}
