package s3migrate.sandbox.s3.store;

import java.time.Instant;
import s3migrate.sandbox.s3.checksum.Checksum;

/// A part of an upload that is still open.
///
/// @param etag MD5 in hex, without quotes
/// @param checksum base64, by the algorithm of the upload
public record UploadedPart(
        int number, Blob blob, String etag, Instant lastModified, String checksum) {
    public long size() {
        return blob.length();
    }

    Checksum.Piece piece() {
        return new Checksum.Piece(checksum, size());
    }
}
