package s3migrate.store.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import s3migrate.store.ObjectStore.Body;

/// Bytes to write, which may break in the first attempts. Counts how often it was opened.
public final class MemoryBody implements Body {

    private final byte[] bytes;
    private final int breaks;
    private final long breaksAfter;
    private final AtomicInteger opens = new AtomicInteger();

    private MemoryBody(byte[] bytes, int breaks, long breaksAfter) {
        this.bytes = bytes;
        this.breaks = breaks;
        this.breaksAfter = breaksAfter;
    }

    public static MemoryBody of(byte[] bytes) {
        return new MemoryBody(bytes, 0, 0);
    }

    /// Bytes that look random and are the same for the same size.
    public static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /// Breaks after so many bytes, in the first `times` attempts.
    public MemoryBody breaking(int times, long afterBytes) {
        return new MemoryBody(bytes, times, afterBytes);
    }

    /// How often it was opened.
    public int opens() {
        return opens.get();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open() throws IOException {
        var whole = new ByteArrayInputStream(bytes);
        return opens.incrementAndGet() <= breaks ? new CutStream(whole, breaksAfter) : whole;
    }
}
