package s3migrate.store;

import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;

/// How a write ended that the store did answer.
public sealed interface WriteAnswer {

    /// The object is there, with what the store computed over it.
    ///
    /// @param copied of a copy within the store, what it was made of
    record Written(
            ETag etag,
            Optional<String> versionId,
            Optional<Checksum> checksum,
            Optional<Copied> copied)
            implements WriteAnswer {

        /// Of bytes that passed through us.
        public Written(ETag etag, Optional<String> versionId, Optional<Checksum> checksum) {
            this(etag, versionId, checksum, Optional.empty());
        }

        /// The same where what the store computed proves nothing.
        public Written withoutChecksum() {
            return new Written(etag, versionId, Optional.empty(), copied);
        }
    }

    /// A copy within the store.
    ///
    /// @param versionId of the source's version, where it has one
    /// @param keyEncrypted whether a key of KMS or a customer's encrypts the copy: its ETag then
    ///   only looks like one of its bytes
    record Copied(Optional<String> versionId, boolean keyEncrypted) {}

    /// The expectation did not hold, or another write came between: nothing was written. The code
    /// alone does not say which (409, 412, or 404 for If-Match on an absent key): look at both
    /// sides.
    record Refused(String code) implements WriteAnswer {}

    /// The store computed another checksum or size than it was told: nothing became visible, a
    /// multipart upload stays open.
    record WrongBytes(String detail) implements WriteAnswer {}

    /// The multipart upload is not there: aborted, or completed by an earlier request.
    record NoSuchUpload() implements WriteAnswer {}
}
