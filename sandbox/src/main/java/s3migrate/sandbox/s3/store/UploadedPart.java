package s3migrate.sandbox.s3.store;

import java.time.Instant;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;

/// A part of an upload that is still open.
///
/// @param etag MD5 in hex, without quotes
/// @param checksum base64, by the algorithm of the upload
public record UploadedPart(
        int number, Blob blob, String etag, Instant lastModified, String checksum) {
    /// The part that `received` becomes.
    public static UploadedPart of(
            int number, Received received, ChecksumAlgorithm algorithm, Instant now) {
        return new UploadedPart(
                number, received.blob(), received.etag(), now, received.checksum(algorithm));
    }

    public long size() {
        return blob.length();
    }

    Checksum.Piece piece() {
        return new Checksum.Piece(checksum, size());
    }
}
