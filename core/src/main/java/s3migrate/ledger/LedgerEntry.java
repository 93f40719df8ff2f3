package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

/// What the ledger knows of one destination key.
///
/// `generation` is the fence: it grows whenever somebody takes the entry over, gives it back, or
/// voids its upload. `tries` and `restarts` count failed attempts and beginnings anew since the
/// last success. `written` is the destination's ETag once DONE.
public record LedgerEntry(
        ObjectLocation destination,
        long generation,
        State state,
        PinnedObject source,
        Optional<Lease> lease,
        Optional<UploadRecord> upload,
        Optional<Evidence> evidence,
        Optional<ETag> written,
        Optional<String> writtenVersionId,
        int tries,
        int restarts,
        Optional<Failure> failure,
        Instant started,
        Instant updated) {

    /// Where the key stands.
    public enum State {
        COPYING,
        DONE,
        FAILED
    }

    /// The first entry of a key, and the intent to copy `source` by `lease`'s owner; no upload yet.
    public static LedgerEntry intent(
            ObjectLocation destination, PinnedObject source, Lease lease, Instant now) {
        return new LedgerEntry(
                destination,
                1,
                State.COPYING,
                source,
                Optional.of(lease),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                now,
                now);
    }

    /// Whether somebody else than `owner` is at work.
    public boolean heldByOther(String owner, Instant now) {
        return lease.filter(held -> held.livesAt(now) && !held.owner().equals(owner)).isPresent();
    }

    /// An open upload, or one that may have been begun: COPYING without an upload id.
    public boolean mayHaveUpload() {
        return state == State.COPYING;
    }
}
