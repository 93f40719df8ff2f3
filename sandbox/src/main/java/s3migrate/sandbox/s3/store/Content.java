package s3migrate.sandbox.s3.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The bytes of an object: whole blobs, one after the other.
public record Content(List<Blob> blobs, long length) {
    private static final int BUFFER_BYTES = 128 * 1024;

    public Content {
        blobs = List.copyOf(blobs);
    }

    public static Content of(List<Blob> blobs) {
        return new Content(blobs, blobs.stream().mapToLong(Blob::length).sum());
    }

    /// Keeps the bytes until the returned hold is closed. See `Blob.hold` for when it may be
    /// called.
    public Hold hold() {
        blobs.forEach(Blob::hold);
        return new Hold(this);
    }

    public void release() {
        blobs.forEach(Blob::release);
    }

    /// Whether its bytes can be read: not those of a sink.
    public boolean isReadable() {
        return blobs.stream().noneMatch(DroppedBlob.class::isInstance);
    }

    /// A run of its bytes, if they are generated and have declared ETags.
    Optional<GeneratedBlob> declared(long first, long count) {
        return blobs.size() == 1
                        && blobs.getFirst() instanceof GeneratedBlob blob
                        && blob.declared()
                ? Optional.of(blob.part(first, count))
                : Optional.empty();
    }

    /// With another value of the byte at `at`. The holds of this content become those of the other.
    Content flipped(long at) {
        List<Blob> changed = new ArrayList<>();
        long blobStart = 0;
        for (Blob blob : blobs) {
            boolean hit = at >= blobStart && at < blobStart + blob.length();
            changed.add(hit ? new FlippedBlob(blob, at - blobStart) : blob);
            blobStart += blob.length();
        }
        return new Content(changed, length);
    }

    /// Writes `count` bytes from offset `first` on. The caller holds the content.
    public void writeTo(OutputStream out, long first, long count) throws IOException {
        byte[] buffer = new byte[Math.clamp(count, 1, BUFFER_BYTES)];
        long blobStart = 0;
        long left = count;
        for (Blob blob : blobs) {
            long from = Math.max(0, first - blobStart);
            long wanted = Math.min(left, blob.length() - from);
            if (wanted > 0) {
                copy(blob, from, wanted, buffer, out);
                left -= wanted;
            }
            blobStart += blob.length();
        }
    }

    /// All bytes. The caller holds the content until the stream is closed.
    public InputStream open() throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (Blob blob : blobs) {
            streams.add(blob.open(0));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private static void copy(Blob blob, long from, long count, byte[] buffer, OutputStream out)
            throws IOException {
        try (InputStream in = blob.open(from)) {
            long left = count;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(
                            blob + " ends " + left + " bytes early, of " + blob.length());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /// Keeps the blobs of a content from being deleted.
    public record Hold(Content content) implements AutoCloseable {
        @Override
        public void close() {
            content.release();
        }
    }
}
