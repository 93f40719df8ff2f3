package s3migrate.transfer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.store.NewObject;

/// How transfers of one route are done.
///
/// @param partBytes preferred part size; it grows where 10,000 parts would not suffice
/// @param partsAtOnce parts of one object in flight
/// @param attempts of one part, each of which the HTTP client tries a few times itself
/// @param smallBytes up to this size an object is one GET and one PUT
/// @param hugeBytes from this size on an object is cut into slices for several workers
/// @param lease how long an entry stays ours without a sign of life
/// @param completeMargin a Complete is not begun with less time than this left
/// @param maxRestarts how often a transfer begins anew because its source changed, over all
///   invocations
/// @param storageClass the destination's storage class; empty keeps the source's
/// @param destination what the destination's store can do
/// @param least the least evidence a copy must have
/// @param etagParity whether copies are made of parts like the source's, so that ETags are
///   comparable
/// @param fidelity what copies have besides their bytes
/// @param overwrite what happens to an object that is at the destination and differs
public record TransferSettings(
        long partBytes,
        int partsAtOnce,
        int attempts,
        long smallBytes,
        long hugeBytes,
        Duration lease,
        Duration completeMargin,
        int maxRestarts,
        Optional<String> storageClass,
        StoreProfile destination,
        Evidence least,
        boolean etagParity,
        Fidelity fidelity,
        Overwrite overwrite) {

    /// Largest object of one PUT (S3 user guide).
    public static final long MAX_PUT_BYTES = 5L << 30;

    public TransferSettings {
        if (partBytes < 1
                || partsAtOnce < 1
                || attempts < 1
                || smallBytes < 0
                || smallBytes > MAX_PUT_BYTES
                || maxRestarts < 0) {
            throw new IllegalArgumentException(
                    "%s: accepted are partBytes, partsAtOnce and attempts from 1, smallBytes from 0 to %,d, maxRestarts from 0"
                            .formatted(this, MAX_PUT_BYTES));
        }
    }

    /// Of a program that has no other workers.
    public static final long NEVER_SLICED = Long.MAX_VALUE;

    /// In parts of our own sizes, without slices, with all that the source has.
    public TransferSettings(
            long partBytes,
            int partsAtOnce,
            int attempts,
            long smallBytes,
            Duration lease,
            Duration completeMargin,
            int maxRestarts,
            Optional<String> storageClass,
            StoreProfile destination,
            Evidence least) {
        this(
                partBytes,
                partsAtOnce,
                attempts,
                smallBytes,
                NEVER_SLICED,
                lease,
                completeMargin,
                maxRestarts,
                storageClass,
                destination,
                least,
                false,
                Fidelity.FULL,
                Overwrite.NEWER);
    }

    /// What a copy asks for, whatever its object.
    public NewObject bare() {
        return new NewObject(
                ObjectMetadata.NONE,
                storageClass.filter(chosen -> !chosen.equals(StoredObject.STANDARD)),
                Map.of(),
                fidelity.protection());
    }

    /// Whether what is at the destination stays, whatever it is.
    boolean keepsWhatIsThere() {
        return overwrite == Overwrite.NEVER;
    }

    /// Whether an object is written even if the destination has it.
    boolean writesEqual() {
        return overwrite == Overwrite.ALWAYS;
    }

    /// Whether a copy needs better evidence than this.
    boolean tooLittle(Evidence evidence) {
        return evidence.compareTo(least) > 0;
    }

    /// The same without slices.
    TransferSettings unsliced() {
        return new TransferSettings(
                partBytes,
                partsAtOnce,
                attempts,
                smallBytes,
                NEVER_SLICED,
                lease,
                completeMargin,
                maxRestarts,
                storageClass,
                destination,
                least,
                etagParity,
                fidelity,
                overwrite);
    }

    /// The same for copies within S3, with the sizes that S3 takes.
    TransferSettings serverSide(CopyWay.Sizes sizes) {
        return new TransferSettings(
                sizes.partBytes(),
                sizes.partsAtOnce(),
                attempts,
                sizes.wholeBytes(),
                hugeBytes,
                lease,
                completeMargin,
                maxRestarts,
                storageClass,
                destination,
                least,
                etagParity,
                fidelity,
                overwrite);
    }
}
