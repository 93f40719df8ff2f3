package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Way;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;

/// Parts that S3 copies itself: we see no bytes, so nothing of ours proves them.
record ServerSideParts(ObjectStore destination) implements PartMover {

    @Override
    public Way way() {
        return Way.SERVER_SIDE;
    }

    @Override
    public ChecksumAlgorithm ownAlgorithm() {
        return ChecksumAlgorithm.CRC64NVME;
    }

    @Override
    public Optional<UploadedPart> move(PinnedObject pinned, MultipartUpload upload, Part part) {
        try {
            return destination.copyPart(upload, part, pinned);
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            throw new ServerSideRefusal(refused, pinned, upload.destination());
        }
    }
}
