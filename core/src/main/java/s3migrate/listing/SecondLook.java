package s3migrate.listing;

import java.time.InstantSource;
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
import s3migrate.listing.Difference.OtherMetadata;
import s3migrate.listing.Difference.Same;
import s3migrate.listing.Difference.SameSize;
import s3migrate.object.ObjectLocation;
import s3migrate.object.SameBytes;
import s3migrate.object.StoredObject;
import s3migrate.route.Fidelity;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Settles suspects: by the ledger, if it knows what the destination object was copied from; else
/// by one HEAD of either side. What is still open then counts as equal by size alone.
///
/// Two HEADs per object that differs at equal size are cheaper than sending what is equal: under
/// key encryption that would be every object at every run. What they prove is written into the
/// ledger, so that the next run needs none. Of headers the ledger knows nothing.
public final class SecondLook {

    /// HEADs in flight per side; far below the 5,500 a second of one S3 partition.
    private static final int AT_ONCE = 32;

    private static final Optional<Difference> NOTHING = Optional.empty();

    private final Ledger ledger;
    private final ProvedLooks proved;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final String sourceBucket;
    private final String destinationBucket;
    private final Compare compare;
    private final Fidelity fidelity;

    public SecondLook(
            Ledger ledger,
            ObjectStore source,
            ObjectStore destination,
            Route route,
            InstantSource clock) {
        this.ledger = ledger;
        this.proved = new ProvedLooks(ledger, clock);
        this.source = source;
        this.destination = destination;
        this.sourceBucket = route.source().bucket();
        this.destinationBucket = route.destination().bucket();
        this.compare = route.options().compare();
        this.fidelity = route.options().fidelity();
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
            var known = compare == Compare.METADATA ? NOTHING : byLedger(suspect, entries);
            known.ifPresentOrElse(settled::add, () -> open.add(suspect));
        }
        open.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, suspect -> byLook(suspect, entries)))
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
    private Difference copiedFrom(LedgerEntry entry, Suspect suspect) {
        var source = suspect.source();
        boolean otherVersion =
                compare == Compare.VERSION
                        && !named(entry.source().versionId()).equals(named(source.versionId()));
        if (otherVersion || !entry.source().etag().equals(source.etag())) {
            return new Changed(source, suspect.destination());
        }
        return entry.evidence().equals(Optional.of(Evidence.SIZE))
                ? new SameSize(source)
                : new Same(source);
    }

    /// "null" is what was written while versions were not kept, again and again.
    private static Optional<String> named(Optional<String> versionId) {
        return versionId.filter(id -> !id.equals("null"));
    }

    private Optional<Difference> byLook(Suspect suspect, Map<ObjectLocation, LedgerEntry> entries) {
        try {
            var here = source.find(new ObjectLocation(sourceBucket, suspect.source().key()));
            var there = destination.find(destinationOf(suspect));
            return here.isEmpty()
                    ? there.map(_ -> new Extra(suspect.destination()))
                    : Optional.of(ofBoth(suspect, here.get(), there, entries));
        } catch (StoreException.ObjectRefused _) {
            // Its transfer meets the same refusal, and makes it a failure with that reason.
            return Optional.of(new Changed(suspect.source(), suspect.destination()));
        }
    }

    private Difference ofBoth(
            Suspect suspect,
            StoredObject here,
            Optional<StoredObject> there,
            Map<ObjectLocation, LedgerEntry> entries) {
        if (there.isEmpty()) {
            return new Missing(suspect.source());
        }
        return switch (SameBytes.of(here, there.get())) {
            case BY_CHECKSUM -> same(suspect, here, there.get(), Evidence.CHECKSUM, entries);
            case BY_ETAG -> same(suspect, here, there.get(), Evidence.ETAG, entries);
            case DIFFERENT -> new Changed(suspect.source(), suspect.destination());
            case NOT_COMPARABLE -> notComparable(suspect, here, there.get(), entries);
        };
    }

    private Difference same(
            Suspect suspect,
            StoredObject here,
            StoredObject there,
            Evidence evidence,
            Map<ObjectLocation, LedgerEntry> entries) {
        if (otherHeaders(here, there)) {
            return new OtherMetadata(suspect.source());
        }
        if (compare != Compare.METADATA) {
            proved.write(here, there, evidence, entries.get(there.location()));
        }
        return new Same(suspect.source());
    }

    /// Without `METADATA` the ledger was asked before.
    private Difference notComparable(
            Suspect suspect,
            StoredObject here,
            StoredObject there,
            Map<ObjectLocation, LedgerEntry> entries) {
        var known = compare == Compare.METADATA ? byLedger(suspect, entries) : NOTHING;
        if (known.filter(Changed.class::isInstance).isPresent()) {
            return known.get();
        }
        return otherHeaders(here, there)
                ? new OtherMetadata(suspect.source())
                : known.orElseGet(() -> new SameSize(suspect.source()));
    }

    private boolean otherHeaders(StoredObject here, StoredObject there) {
        boolean count = compare == Compare.METADATA || compare == Compare.VERSION;
        return count && !fidelity.described(here).metadata().equals(there.metadata());
    }

    private ObjectLocation destinationOf(Suspect suspect) {
        return new ObjectLocation(destinationBucket, suspect.destination().key());
    }
}
