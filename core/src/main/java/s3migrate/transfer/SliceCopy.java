package s3migrate.transfer;

import java.time.InstantSource;
import java.util.List;
import s3migrate.job.Slice;
import s3migrate.ledger.Ledger;
import s3migrate.object.Part;
import s3migrate.store.MultipartUpload;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;

/// Copies a run of parts into an upload that somebody began, beside the workers of its other
/// slices. It neither begins, ends nor completes an upload: what concerns the whole object is
/// handed back, by one slice alone.
///
/// The last part to arrive is followed by a ListParts that shows all of them, whichever slices end
/// at the same moment. Two workers at one slice, after a message came twice, cost bytes and nothing
/// else. When `copy` throws, the parts that are there stay.
final class SliceCopy {

    /// Beats per lease: two may be missed.
    private static final int BEATS = 3;

    private final Sides sides;
    private final Ledger ledger;
    private final PartsCopy partsCopy;
    private final TransferSettings settings;
    private final InstantSource clock;
    private final Heartbeat heartbeat;

    SliceCopy(
            Sides sides,
            Ledger ledger,
            PartsCopy partsCopy,
            TransferSettings settings,
            InstantSource clock,
            Heartbeat heartbeat) {
        this.sides = sides;
        this.ledger = ledger;
        this.partsCopy = partsCopy;
        this.settings = settings;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    SliceOutcome copy(Slice slice, Deadline deadline) throws InterruptedException {
        var lease = new SharedLease(ledger, clock, settings.lease(), slice);
        return switch (lease.renew()) {
            case OTHERS -> noneOfOurs();
            case UNKNOWN -> new SliceOutcome.HandsBack("the ledger does not know its upload");
            case OURS -> new SliceOutcome.HandsBack("it was to hand the object back before");
            case SHARED -> {
                try (var _ =
                        heartbeat.every(settings.lease().dividedBy(BEATS), () -> lease.renew())) {
                    yield copyUnder(slice, lease, deadline);
                }
            }
        };
    }

    private SliceOutcome copyUnder(Slice slice, SharedLease lease, Deadline deadline)
            throws InterruptedException {
        var to = slice.job().destination();
        var upload = new MultipartUpload(to, slice.upload().id(), slice.upload().algorithm());
        var plan = new TransferPlan(slice.source().size(), slice.upload().partBytes());
        var before = sides.destination().parts(upload);
        if (before.isEmpty()) {
            return handBack(lease, "its upload is gone");
        }
        var missing = missing(plan, slice, before.get());
        try {
            partsCopy.copy(
                    new PartsCopy.Work(slice.job(), slice.source(), upload, lease::lost, deadline),
                    missing);
        } catch (SourceChangedException changed) {
            return handBack(lease, String.valueOf(changed.getMessage()));
        } catch (StoreException.ObjectRefused refused) {
            if (!refused.code().equals(UploadedPart.CHECKSUM_NEEDED)) {
                throw refused;
            }
            return handBack(lease, String.valueOf(refused.getMessage()));
        }
        var after = sides.destination().parts(upload);
        if (after.isEmpty()) {
            return handBack(lease, "its upload is gone");
        }
        int left = missing(plan, slice, after.get()).size();
        if (left > 0) {
            return lease.lost()
                    ? handBack(lease, "its work was ended")
                    : new SliceOutcome.OutOfTime(left, left < missing.size());
        }
        return plan.missing(after.get()).isEmpty()
                ? handBack(lease, "all parts are there")
                : new SliceOutcome.Copied();
    }

    private static List<Part> missing(TransferPlan plan, Slice slice, List<UploadedPart> present) {
        return plan.missing(present).stream()
                .filter(part ->
                        slice.firstPart() <= part.number() && part.number() <= slice.lastPart())
                .toList();
    }

    private static SliceOutcome handBack(SharedLease lease, String reason) {
        return lease.handBack() ? new SliceOutcome.HandsBack(reason) : noneOfOurs();
    }

    private static SliceOutcome noneOfOurs() {
        return new SliceOutcome.Obsolete("somebody else sees to the object");
    }
}
