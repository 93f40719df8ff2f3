package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        byte[] buffer = new byte[Math.clamp(bytes, 1, BUFFER_BYTES)];
        try (BlobWriter blob = blobs.create();
                DigestingOutput out = new DigestingOutput(blob, wanted)) {
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                total += read;
            }
            if (total != bytes) {
                throw S3Errors.incompleteBody();
            }
            return new Received(blob.finish(), out.md5(), out.checksums());
        }
    }

    /// Copies `count` bytes of a content from offset `first` on. The caller holds the content.
    public static Received copy(
            Content content, long first, long count, BlobStore blobs, Set<ChecksumAlgorithm> wanted)
            throws IOException {
        Optional<GeneratedBlob> declared = content.declared(first, count);
        if (declared.isPresent() && wanted.stream().allMatch(ChecksumAlgorithm::isCrc)) {
            return of(declared.get(), wanted);
        }
        try (BlobWriter blob = blobs.create();
                DigestingOutput out = new DigestingOutput(blob, wanted)) {
            content.writeTo(out, first, count);
            return new Received(blob.finish(), out.md5(), out.checksums());
        }
    }

    /// With the ETag that S3 shows where bytes are encrypted so.
    public Received encrypted(Encryption encryption) {
        return new Received(blob, encryption.etag(etag), checksums);
    }

    private static Received of(GeneratedBlob blob, Set<ChecksumAlgorithm> wanted) {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        wanted.forEach(algorithm -> checksums.put(algorithm, blob.crc(algorithm)));
        return new Received(blob, blob.declaredMd5(), checksums);
    }

    /// By an algorithm that was wanted.
    public String checksum(ChecksumAlgorithm algorithm) {
        return Optional.ofNullable(checksums.get(algorithm)).orElseThrow();
    }

    /// For a body that turns out to be wrong.
    public void discard() {
        blob.release();
    }
}
