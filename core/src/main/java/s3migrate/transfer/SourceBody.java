package s3migrate.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import s3migrate.object.ByteRange;
import s3migrate.object.PinnedObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenObject;
import s3migrate.store.StoreException;

/// Bytes of the source on their way into a write: the body of the GET is the body of the PUT, so
/// memory does not depend on their number. Every attempt of the write reads the pinned version from
/// its start. Used by one thread at a time.
final class SourceBody implements ObjectStore.Body, AutoCloseable {

    private final ObjectStore source;
    private final PinnedObject pinned;
    private final Optional<ByteRange> range;
    private final boolean counted;
    private @Nullable OpenObject ahead;
    private @Nullable OpenObject current;
    private CRC32C crc = new CRC32C();

    private SourceBody(
            ObjectStore source,
            PinnedObject pinned,
            Optional<ByteRange> range,
            boolean counted,
            @Nullable OpenObject ahead) {
        this.source = source;
        this.pinned = pinned;
        this.range = range;
        this.counted = counted;
        this.ahead = ahead;
    }

    /// The whole of an object that is open already; further attempts open it anew.
    static SourceBody ofOpen(ObjectStore source, OpenObject open) {
        return new SourceBody(source, open.object().pinned(), Optional.empty(), false, open);
    }

    /// A part of an object. With `counted` its CRC-32C is taken on the way.
    static SourceBody ofPart(
            ObjectStore source, PinnedObject pinned, ByteRange range, boolean counted) {
        return new SourceBody(source, pinned, Optional.of(range), counted, null);
    }

    @Override
    public long length() {
        return range.map(ByteRange::length).orElse(pinned.size());
    }

    @Override
    public InputStream open() throws IOException {
        close();
        var opened = ahead;
        ahead = null;
        if (opened == null) {
            opened = reopen();
        }
        current = opened;
        crc = new CRC32C();
        return counted ? new CheckedInputStream(opened.body(), crc) : opened.body();
    }

    /// The CRC-32C over what the last attempt read.
    int crc32c() {
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /// The source broke, so the write that reads it may be attempted again: an IOException says so
    /// to the HTTP client.
    private OpenObject reopen() throws IOException {
        try {
            return source.open(pinned, range);
        } catch (StoreException.Transient broke) {
            throw new IOException(broke.getMessage(), broke);
        } catch (UncheckedIOException broke) {
            throw broke.getCause();
        }
    }
}
