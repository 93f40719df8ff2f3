package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

/// What the ledger knows of one destination key.
///
/// `generation` is the fence: it grows whenever somebody takes the entry over or gives it back, and
/// whenever its upload is another. What was decided about one upload is never written over the
/// next. `tries` counts failed attempts since the last success, `restarts` beginnings anew since
/// the last success or failure. `proof` is about `source`; `updated` is then when it was proved.
public record LedgerEntry(
        ObjectLocation destination,
        long generation,
        State state,
        PinnedObject source,
        Optional<Lease> lease,
        Optional<UploadRecord> upload,
        Optional<Proof> proof,
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

    /// The first entry of a key: the intent to copy `source` by `lease`'s owner; no upload yet.
    public static LedgerEntry intent(
            ObjectLocation destination, PinnedObject source, Lease lease, Instant now) {
        return first(destination, State.COPYING, source, Optional.of(lease), now);
    }

    /// The first entry of a key nobody is at work on: what came of a copy that needed no entry
    /// while it was done.
    public static LedgerEntry unheld(ObjectLocation destination, PinnedObject source, Instant now) {
        return first(destination, State.DONE, source, Optional.empty(), now);
    }

    private static LedgerEntry first(
            ObjectLocation destination,
            State state,
            PinnedObject source,
            Optional<Lease> lease,
            Instant now) {
        return new LedgerEntry(
                destination,
                1,
                state,
                source,
                lease,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                now,
                now);
    }

    /// What proved the copy.
    public Optional<Evidence> evidence() {
        return proof.map(Proof::evidence);
    }

    /// The destination's ETag of what is proved.
    public Optional<ETag> written() {
        return proof.map(Proof::written);
    }

    /// Whether somebody else than `owner` is at work.
    public boolean heldByOther(String owner, Instant now) {
        return lease.filter(held -> held.livesAt(now) && !held.owner().equals(owner)).isPresent();
    }

    /// Whether an upload is open or may have been begun: one that was meant to be begun and has no
    /// id may exist all the same.
    public boolean mayHaveUpload() {
        return state == State.COPYING || upload.isPresent();
    }

    /// Whether it stands as a failure.
    public boolean isFailure() {
        return state == State.FAILED;
    }

    /// One generation further, in the hands of `lease`'s owner; source and upload as they were.
    public LedgerEntry takenBy(Lease newLease, Instant now) {
        return next(generation + 1, state, source, Optional.of(newLease), upload, proof, now);
    }

    /// The same, to go on with its upload: what was dismissed is wished for again.
    public LedgerEntry resumedBy(Lease newLease, Instant now) {
        var next = state == State.DONE ? State.COPYING : state;
        return next(generation + 1, next, source, Optional.of(newLease), upload, proof, now);
    }

    /// One generation further and in nobody's hands; source and upload as they were.
    public LedgerEntry released(Instant now) {
        return next(generation + 1, state, source, Optional.empty(), upload, proof, now);
    }

    /// With a longer lease.
    public LedgerEntry renewed(Lease newLease, Instant now) {
        return next(generation, state, source, Optional.of(newLease), upload, proof, now);
    }

    /// The intent to copy `newSource`; no upload yet. Another version than the one that was being
    /// copied is a beginning anew.
    public LedgerEntry intending(PinnedObject newSource, Instant now) {
        boolean anew = state == State.COPYING && !source.sameVersionAs(newSource);
        return new LedgerEntry(
                destination,
                generation + 1,
                State.COPYING,
                newSource,
                lease,
                Optional.empty(),
                Optional.empty(),
                tries,
                restarts + (anew ? 1 : 0),
                failure,
                started,
                now);
    }

    /// With the upload that was begun.
    public LedgerEntry uploading(UploadRecord begun, Instant now) {
        return next(generation + 1, state, source, lease, Optional.of(begun), proof, now);
    }

    /// Nothing is open and nobody is at work, and nothing is known of what the destination holds.
    public LedgerEntry closed(Instant now) {
        return new LedgerEntry(
                destination,
                generation + 1,
                State.DONE,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tries,
                restarts,
                failure,
                started,
                now);
    }

    /// Without the upload, which was ended.
    public LedgerEntry withoutUpload(Instant now) {
        return next(generation + 1, state, source, Optional.empty(), Optional.empty(), proof, now);
    }

    /// Proved, and still in its owner's hands: so what is known outlives him from here on.
    public LedgerEntry proved(Proof newProof, Instant now) {
        return next(generation, state, source, lease, upload, Optional.of(newProof), now);
    }

    /// The destination holds `copied`, which `newProof` proves.
    public LedgerEntry done(PinnedObject copied, Proof newProof, Instant now) {
        return new LedgerEntry(
                destination,
                generation + 1,
                State.DONE,
                copied,
                Optional.empty(),
                Optional.empty(),
                Optional.of(newProof),
                0,
                0,
                Optional.empty(),
                started,
                now);
    }

    /// What ends a copy that is proved and whose end nobody wrote down, as of when it was proved;
    /// empty where nothing is proved or its end stands. Its upload has become the object: none is
    /// open.
    public Optional<LedgerEntry> concluded() {
        return proof.filter(_ -> state == State.COPYING).map(known -> done(source, known, updated));
    }

    /// No failure any more: what was to be copied is there. Nothing is known of what proves it.
    public LedgerEntry dismissed(Instant now) {
        return new LedgerEntry(
                destination,
                generation + 1,
                State.DONE,
                source,
                Optional.empty(),
                upload,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                started,
                now);
    }

    /// Failed for good, for `reason`.
    public LedgerEntry failed(String reason, Instant now) {
        var seen =
                failure.map(f -> f.again(now, reason))
                        .orElseGet(() -> new Failure(now, now, reason));
        return new LedgerEntry(
                destination,
                generation + 1,
                State.FAILED,
                source,
                Optional.empty(),
                upload,
                Optional.empty(),
                tries + 1,
                0,
                Optional.of(seen),
                started,
                now);
    }

    /// The same, but about another version, of which nothing is proved.
    public LedgerEntry about(PinnedObject other) {
        return new LedgerEntry(
                destination,
                generation,
                state,
                other,
                lease,
                upload,
                Optional.empty(),
                tries,
                restarts,
                failure,
                started,
                updated);
    }

    private LedgerEntry next(
            long newGeneration,
            State newState,
            PinnedObject newSource,
            Optional<Lease> newLease,
            Optional<UploadRecord> newUpload,
            Optional<Proof> newProof,
            Instant now) {
        return new LedgerEntry(
                destination,
                newGeneration,
                newState,
                newSource,
                newLease,
                newUpload,
                newProof,
                tries,
                restarts,
                failure,
                started,
                now);
    }
}
