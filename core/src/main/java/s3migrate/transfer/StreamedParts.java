package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Way;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;

/// Parts read from the source and written to the destination. Where our CRC-32C is to prove the
/// copy, each is held against what the destination computed.
record StreamedParts(ObjectStore source, ObjectStore destination) implements PartMover {

    @Override
    public Way way() {
        return Way.STREAMING;
    }

    @Override
    public ChecksumAlgorithm ownAlgorithm() {
        return ChecksumAlgorithm.CRC32C;
    }

    @Override
    public Optional<UploadedPart> move(PinnedObject pinned, MultipartUpload upload, Part part) {
        boolean counted = upload.algorithm() == ChecksumAlgorithm.CRC32C;
        try (var body = SourceBody.ofPart(source, pinned, part.range(), counted)) {
            var uploaded = destination.uploadPart(upload, part, body);
            uploaded.filter(_ -> counted)
                    .flatMap(UploadedPart::checksum)
                    .ifPresent(stored -> demandEqual(upload, part, body.crc32c(), stored));
            return uploaded;
        }
    }

    private static void demandEqual(MultipartUpload upload, Part part, int crc, Checksum stored) {
        String ours = Crc32cOfParts.base64(crc);
        if (!stored.value().equals(ours)) {
            String text =
                    "upload part %d of %s: sent CRC32C %s, stored %s"
                            .formatted(part.number(), upload.destination(), ours, stored.value());
            throw new StoreException.Transient("BadDigest", text);
        }
    }
}
