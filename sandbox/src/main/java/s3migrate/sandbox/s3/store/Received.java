package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.error.S3Errors;

/// A body that was stored, with what was computed as it passed. Whoever receives it holds the blob.
///
/// @param etag the MD5 in hex
/// @param checksums base64
public record Received(Blob blob, String etag, Map<ChecksumAlgorithm, String> checksums) {
    private static final int BUFFER_BYTES = 128 * 1024;

    /// Reads `in` to its end; a body shorter or longer than `bytes` is refused and leaves nothing.
    public static Received from(
            InputStream in, long bytes, BlobStore blobs, Set<ChecksumAlgorithm> wanted)
            throws IOException {
        ByteDigest md5 = ByteDigest.md5();
        Map<ChecksumAlgorithm, ByteDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);
        wanted.forEach(algorithm -> digests.put(algorithm, algorithm.digest()));
        byte[] buffer = new byte[Math.clamp(bytes, 1, BUFFER_BYTES)];
        try (BlobWriter out = blobs.create()) {
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                md5.update(buffer, 0, read);
                for (ByteDigest digest : digests.values()) {
                    digest.update(buffer, 0, read);
                }
                out.write(buffer, 0, read);
                total += read;
            }
            if (total != bytes) {
                throw S3Errors.incompleteBody();
            }
            Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
            digests.forEach((algorithm, digest) -> checksums.put(algorithm, digest.base64()));
            return new Received(out.finish(), HexFormat.of().formatHex(md5.value()), checksums);
        }
    }

    /// For a body that turns out to be wrong.
    public void discard() {
        blob.release();
    }
}
