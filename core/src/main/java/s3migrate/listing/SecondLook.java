package s3migrate.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.Difference.Changed;
import s3migrate.listing.Difference.Extra;
import s3migrate.listing.Difference.Missing;
import s3migrate.listing.Difference.Same;
import s3migrate.listing.Difference.SameSize;
import s3migrate.object.ObjectLocation;
import s3migrate.object.SameBytes;
import s3migrate.object.StoredObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Settles suspects: by the ledger, if it knows what the destination object was copied from; else
/// by one HEAD of either side. What is still open then counts as equal by size alone.
///
/// Two HEADs per object that differs at equal size are cheaper than sending what is equal: under
/// key encryption that would be every object at every run.
public final class SecondLook {

    /// HEADs in flight per side; far below the 5,500 a second of one S3 partition.
    private static final int AT_ONCE = 32;

    private final Ledger ledger;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final String sourceBucket;
    private final String destinationBucket;

    public SecondLook(
            Ledger ledger,
            ObjectStore source,
            String sourceBucket,
            ObjectStore destination,
            String destinationBucket) {
        this.ledger = ledger;
        this.source = source;
        this.sourceBucket = sourceBucket;
        this.destination = destination;
        this.destinationBucket = destinationBucket;
    }

    /// What the suspects are, in no order; nothing of one that is gone from both sides.
    ///
    /// @throws StoreException if a store broke or refuses every look
    /// @throws s3migrate.ledger.LedgerException if the ledger did
    public List<Difference> settle(List<Suspect> suspects) {
        if (suspects.isEmpty()) {
            return List.of();
        }
        var entries = ledger.find(suspects.stream().map(this::destinationOf).toList());
        var settled = new ArrayList<Difference>(suspects.size());
        var open = new ArrayList<Suspect>();
        for (var suspect : suspects) {
            byLedger(suspect, entries).ifPresentOrElse(settled::add, () -> open.add(suspect));
        }
        open.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::byLook))
                .flatMap(Optional::stream)
                .forEach(settled::add);
        return settled;
    }

    private Optional<Difference> byLedger(
            Suspect suspect, Map<ObjectLocation, LedgerEntry> entries) {
        return Optional.ofNullable(entries.get(destinationOf(suspect)))
                .filter(entry -> entry.state() == LedgerEntry.State.DONE)
                .filter(entry -> entry.written().equals(Optional.of(suspect.destination().etag())))
                .map(entry -> copiedFrom(entry, suspect));
    }

    /// The destination object is the entry's copy: what is now at the source decides.
    private static Difference copiedFrom(LedgerEntry entry, Suspect suspect) {
        var source = suspect.source();
        if (!entry.source().etag().equals(source.etag())) {
            return new Changed(source, suspect.destination());
        }
        return entry.evidence().equals(Optional.of(Evidence.SIZE))
                ? new SameSize(source)
                : new Same(source);
    }

    private Optional<Difference> byLook(Suspect suspect) {
        try {
            var here = source.find(new ObjectLocation(sourceBucket, suspect.source().key()));
            var there = destination.find(destinationOf(suspect));
            return here.isEmpty()
                    ? there.map(_ -> new Extra(suspect.destination()))
                    : Optional.of(ofBoth(suspect, here.get(), there));
        } catch (StoreException.ObjectRefused _) {
            // Its transfer meets the same refusal, and makes it a failure with that reason.
            return Optional.of(new Changed(suspect.source(), suspect.destination()));
        }
    }

    private static Difference ofBoth(
            Suspect suspect, StoredObject here, Optional<StoredObject> there) {
        if (there.isEmpty()) {
            return new Missing(suspect.source());
        }
        return switch (SameBytes.of(here, there.get())) {
            case BY_CHECKSUM, BY_ETAG -> new Same(suspect.source());
            case DIFFERENT -> new Changed(suspect.source(), suspect.destination());
            case NOT_COMPARABLE -> new SameSize(suspect.source());
        };
    }

    private ObjectLocation destinationOf(Suspect suspect) {
        return new ObjectLocation(destinationBucket, suspect.destination().key());
    }
}
