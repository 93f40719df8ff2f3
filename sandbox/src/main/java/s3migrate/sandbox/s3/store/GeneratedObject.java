package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;

/// An object whose bytes are computed from a seed whenever they are read. Takes no disk and next to
/// no memory, whatever its size; equal seeds give equal bytes.
///
/// Its CRC64NVME is that of its bytes. The ETag of one made `of` a seed is the MD5 of its bytes,
/// for which they are read once; the ETag of one made `inParts` looks like that of a multipart
/// upload but is not made of the parts' MD5s. S3's own copies of ranges of such a one are computed
/// too, with ETags of that kind.
///
/// @param partBytes of every part but the last; 0 for an object that came by one PUT
public record GeneratedObject(long seed, long bytes, long partBytes, ObjectProperties properties) {
    private static final int MAX_PARTS = 10_000;
    private static final long MAX_PART_BYTES = 5L << 30;

    public GeneratedObject {
        long largest = partBytes == 0 ? MAX_PART_BYTES : MAX_PARTS * partBytes;
        if (bytes < 0 || bytes > largest) {
            throw new IllegalArgumentException(
                    "bytes: " + bytes + "; accepted are 0 to " + largest + " with these parts");
        }
        if (partBytes < 0 || partBytes > MAX_PART_BYTES) {
            throw new IllegalArgumentException(
                    "part bytes: "
                            + partBytes
                            + "; accepted are 0 (no parts) to "
                            + MAX_PART_BYTES);
        }
    }

    /// As by one PUT; up to 5 GiB.
    public static GeneratedObject of(long seed, long bytes) {
        return new GeneratedObject(seed, bytes, 0, ObjectProperties.NONE);
    }

    /// As by a multipart upload; up to 10,000 parts of 5 GiB.
    public static GeneratedObject inParts(long seed, long bytes, long partBytes) {
        return new GeneratedObject(seed, bytes, partBytes, ObjectProperties.NONE);
    }

    public GeneratedObject with(ObjectProperties other) {
        return new GeneratedObject(seed, bytes, partBytes, other);
    }

    public NewObject at(Instant lastModified) {
        GeneratedBlob blob = new GeneratedBlob(seed, 0, bytes, partBytes > 0);
        return new NewObject(
                Content.of(List.of(blob)),
                partBytes == 0
                        ? md5(blob)
                        : blob.declaredMd5() + "-" + Math.ceilDiv(bytes, partBytes),
                lastModified,
                Optional.of(
                        Checksum.fullObject(
                                ChecksumAlgorithm.CRC64NVME,
                                blob.crc(ChecksumAlgorithm.CRC64NVME))),
                properties,
                parts(),
                partBytes == 0 ? Change.Kind.PUT : Change.Kind.COMPLETE);
    }

    private List<ObjectPart> parts() {
        List<ObjectPart> parts = new ArrayList<>();
        if (partBytes > 0) {
            for (long first = 0; first < bytes; first += partBytes) {
                long length = Math.min(bytes - first, partBytes);
                parts.add(new ObjectPart(parts.size() + 1, first, length, Optional.empty()));
            }
        }
        return parts;
    }

    private static String md5(GeneratedBlob blob) {
        try (DigestingOutput out = new DigestingOutput(OutputStream.nullOutputStream(), Set.of())) {
            Content.of(List.of(blob)).writeTo(out, 0, blob.length());
            return out.md5();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
