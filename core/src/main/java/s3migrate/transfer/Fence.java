package s3migrate.transfer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Keeps two workers from finishing different versions of one key. The abort of the former upload
/// is the fence; generation and lease only save work. One instance per transfer: `owner` names it.
final class Fence {

    /// Rounds of reading and being overtaken, before the key is left to the others.
    private static final int MAX_RACES = 20;

    /// Aborts until ListParts says the upload is gone: a part in flight can keep one alive
    /// (AbortMultipartUpload reference).
    private static final int MAX_ABORTS = 10;

    private final Ledger ledger;
    private final ObjectStore destination;
    private final InstantSource clock;
    private final TransferSettings settings;
    private final String owner;
    private final LookAhead ahead;

    Fence(
            Ledger ledger,
            ObjectStore destination,
            InstantSource clock,
            TransferSettings settings,
            String owner,
            LookAhead ahead) {
        this.ledger = ledger;
        this.destination = destination;
        this.clock = clock;
        this.settings = settings;
        this.owner = owner;
        this.ahead = ahead;
    }

    /// What came of asking for a key.
    sealed interface Answer {
        /// The entry is ours, COPYING this version; its upload, if it has one, is of this version
        /// too.
        record Ours(Claim claim) implements Answer {}

        /// Somebody copies the same version.
        record Busy(Instant until) implements Answer {}

        /// This version was copied and proved, which the entry says as of now: nobody wrote it down
        /// when it ended.
        record Concluded() implements Answer {}
    }

    /// Takes the entry of a key for copying `source`, voiding an upload of any other version. One
    /// that was copied already is not begun anew before somebody has looked whether it still is
    /// there.
    Answer claim(ObjectLocation key, PinnedObject source) {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(key);
            if (seen.isEmpty()) {
                var intent = LedgerEntry.intent(key, source, lease(), clock.instant());
                if (ledger.replace(Optional.empty(), intent)) {
                    return new Answer.Ours(claimOf(intent));
                }
                continue;
            }
            var entry = seen.get();
            boolean sameVersion = entry.source().sameVersionAs(source);
            if (sameVersion && entry.heldByOther(owner, clock.instant())) {
                return new Answer.Busy(entry.lease().orElseThrow().until());
            }
            var concluded = entry.concluded().filter(_ -> sameVersion);
            if (concluded.isPresent()) {
                if (ledger.replace(seen, concluded.get())) {
                    return new Answer.Concluded();
                }
                continue;
            }
            boolean resumable = sameVersion && entry.upload().isPresent();
            boolean voids = entry.mayHaveUpload() && !resumable;
            var now = clock.instant();
            var taken = entry.takenBy(lease(), now);
            // Where nothing is to be voided the intent is written at once: an entry that is taken
            // says that an upload may be open.
            var fresh = voids ? taken : taken.intending(source, now);
            var next = resumable ? entry.resumedBy(lease(), now) : fresh;
            if (!ledger.replace(seen, next)) {
                continue;
            }
            var claim = claimOf(next);
            if (voids) {
                voidUpload(next);
            }
            if (!voids || claim.update(e -> e.intending(source, clock.instant()))) {
                return new Answer.Ours(claim);
            }
        }
        return new Answer.Busy(clock.instant().plus(settings.lease()));
    }

    /// The same before an object is written where none is, on that condition and by a route that
    /// deletes nothing: for that an earlier look will do.
    boolean voidRecordedBeforeNew(ObjectLocation key) {
        return !ahead.clear(key) && voidRecorded(key);
    }

    /// Before anything is written without an upload, or found settled: ends the upload recorded for
    /// the key, whoever has it.
    ///
    /// @return true if something was voided; what was read of the destination before may be
    ///   outdated
    boolean voidRecorded(ObjectLocation key) {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(key);
            if (seen.isEmpty() || !seen.get().mayHaveUpload()) {
                return false;
            }
            var taken = seen.get().takenBy(lease(), clock.instant());
            if (ledger.replace(seen, taken)) {
                voidUpload(taken);
                return claimOf(taken).update(e -> e.closed(clock.instant()));
            }
        }
        throw new LedgerException(
                "void the upload of %s: overtaken %d times".formatted(key, MAX_RACES));
    }

    /// Ends the upload recorded for a key whose object is given up, unless somebody is at work on
    /// it. The entry stays as it is but for that.
    void endAbandoned(ObjectLocation key) {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(key);
            if (seen.flatMap(LedgerEntry::upload).isEmpty()
                    || seen.get().heldByOther(owner, clock.instant())) {
                return;
            }
            var taken = seen.get().takenBy(lease(), clock.instant());
            if (ledger.replace(seen, taken)) {
                voidUpload(taken);
                var _ = claimOf(taken).update(e -> e.withoutUpload(clock.instant()));
                return;
            }
        }
    }

    /// Ends the upload of an entry that is ours: abort, until its parts are gone.
    void voidUpload(LedgerEntry entry) {
        entry.upload()
                .ifPresentOrElse(
                        record ->
                                end(
                                        new MultipartUpload(
                                                entry.destination(),
                                                record.id(),
                                                record.algorithm())),
                        () -> endUnrecorded(entry.destination()));
    }

    private void end(MultipartUpload upload) {
        for (int i = 0; i < MAX_ABORTS; i++) {
            destination.abort(upload);
            if (destination.parts(upload).isEmpty()) {
                return;
            }
        }
        throw new StoreException.Transient(
                "UploadStaysOpen",
                "abort upload %s of %s: still there after %d times"
                        .formatted(upload.id(), upload.destination(), MAX_ABORTS));
    }

    /// An upload was meant to be begun and its id is not recorded: its Create may have reached S3.
    private void endUnrecorded(ObjectLocation key) {
        var open = destination.uploads(key);
        if (!open.isEmpty()) {
            OwnUploads.among(open, destination, settings.bare()).forEach(this::end);
        }
    }

    private Lease lease() {
        return new Lease(owner, clock.instant().plus(settings.lease()));
    }

    private Claim claimOf(LedgerEntry entry) {
        return new Claim(ledger, clock, settings.lease(), owner, entry);
    }
}
