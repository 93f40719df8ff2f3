package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Way;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.store.MultipartUpload;
import s3migrate.store.UploadedPart;

/// Brings parts of a source version into an upload. Serves many threads.
interface PartMover {

    /// How the bytes go.
    Way way();

    /// What an upload is created with whose source has no checksum that it could end with. Each way
    /// has another one, so that no upload whose proof is our own count of its bytes goes on without
    /// that count.
    ChecksumAlgorithm ownAlgorithm();

    /// Moves one part; empty if the upload is gone.
    ///
    /// @throws s3migrate.store.SourceChangedException if the pinned version is not there any more
    /// @throws s3migrate.store.StoreException.Transient if the same may work later
    Optional<UploadedPart> move(PinnedObject pinned, MultipartUpload upload, Part part);
}
