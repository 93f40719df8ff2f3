package s3migrate.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;

/// How a transfer ended that nothing kept from ending. What broke is a `StoreException` or
/// `LedgerException` instead.
public sealed interface TransferOutcome {

    /// There is nothing more to be done.
    sealed interface Settled extends TransferOutcome {}

    /// The destination holds the source's present version.
    sealed interface Proved extends Settled {
        StoredObject source();

        /// What proves it.
        Proof proof();

        /// The ledger's entry as long as it is ours.
        Optional<LedgerEntry> held();

        default Evidence evidence() {
            return proof().evidence();
        }
    }

    /// We brought it there. `resumed` parts were there from earlier invocations.
    record Copied(
            StoredObject source,
            Proof proof,
            Carried carried,
            int parts,
            int resumed,
            int tagsLeftOut,
            Optional<LedgerEntry> held)
            implements Proved {

        /// By one request, with all of its tags.
        public static Copied whole(StoredObject source, Proof proof, Carried carried) {
            return new Copied(source, proof, carried, 1, 0, 0, Optional.empty());
        }

        /// By an upload of so many parts, with all of its tags.
        public static Copied inParts(StoredObject source, Proof proof, int parts, int resumed) {
            return new Copied(source, proof, Carried.IN_PARTS, parts, resumed, 0, Optional.empty());
        }

        /// The destination's ETag.
        public ETag written() {
            return proof.written();
        }

        Copied heldBy(LedgerEntry entry) {
            return new Copied(
                    source, proof, carried, parts, resumed, tagsLeftOut, Optional.of(entry));
        }

        Copied without(int tags) {
            return new Copied(source, proof, carried, parts, resumed, tags, held);
        }
    }

    /// It was there before we wrote anything.
    record AlreadyPresent(StoredObject source, StoredObject destination, Evidence evidence)
            implements Proved {

        @Override
        public Proof proof() {
            return new Proof(
                    evidence, Optional.empty(), destination.etag(), destination.versionId());
        }

        @Override
        public Optional<LedgerEntry> held() {
            return Optional.empty();
        }
    }

    /// The destination has another object, which stays: the route overwrites nothing.
    record Kept(StoredObject destination) implements Settled {}

    /// There is no source object. Where the route deletes, there is none at the destination either.
    record SourceGone() implements Settled {}

    /// There is no source object, and what the destination held was deleted.
    record Deleted(StoredObject destination) implements Settled {}

    /// There is no source object. What the destination holds is to be deleted, but more than `most`
    /// deletes of its route were asked for since then: a person has to look first.
    record DeletesPaused(Instant since, long most) implements TransferOutcome {}

    /// The time was up; the upload keeps its parts. `progressed` tells whether this invocation
    /// added any, `restarts` how often it began anew because the source changed.
    record OutOfTime(long generation, int partsLeft, boolean progressed, int restarts)
            implements TransferOutcome {

        /// In the first round.
        OutOfTime(long generation, int partsLeft, boolean progressed) {
            this(generation, partsLeft, progressed, 0);
        }

        OutOfTime after(int moreRestarts) {
            return new OutOfTime(generation, partsLeft, progressed, moreRestarts);
        }
    }

    /// It is huge: what is missing goes on as these messages, which several workers take. The last
    /// of them sends the job again.
    record Sliced(List<Slice> slices) implements TransferOutcome {

        public Sliced {
            slices = List.copyOf(slices);
        }
    }

    /// Another worker has the key until `until`, unless it renews.
    record Busy(Instant until) implements TransferOutcome {}

    /// The destination was never as it had just been read, or no write got through, in so many
    /// rounds: others write there without end, or its store does not keep its word.
    record Overtaken(int rounds, String detail) implements TransferOutcome {}

    /// A write got no clear answer and may still land: the message must stay away until it cannot
    /// any more.
    record Unsettled(StoreException cause) implements TransferOutcome {}

    /// The source changed again and again while it was copied.
    record KeepsChanging(int restarts) implements TransferOutcome {}

    /// The destination computed other bytes than the source's, every time.
    record Mismatch(String detail) implements TransferOutcome {}

    /// It was copied, but what proves it is less than the route requires.
    record TooLittleProof(Evidence found, Evidence least) implements TransferOutcome {}

    /// The source has this many entries of user metadata that its store cannot show, and that a
    /// copy through us would lose.
    record MetadataHidden(int entries) implements TransferOutcome {

        /// For a person.
        public String reason(ObjectLocation source) {
            return "copy %s: S3 does not show %d entries of its user metadata (x-amz-missing-meta), which a copy would lose; write them anew at the source, in characters a header can hold"
                    .formatted(source, entries);
        }
    }

    /// The object is larger than 10,000 parts of 5 GiB.
    record TooLarge(long bytes) implements TransferOutcome {}
}
