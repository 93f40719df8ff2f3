package s3migrate.sandbox.s3.traffic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What a server was asked, for tests to check: calls by operation, bytes of bodies, and which
/// bytes of which object were read how often. Counts every request of a known sender, refused or
/// not.
public final class RequestLog {
    /// A read of an object.
    ///
    /// @param range the `Range` header, empty for the whole
    public record Read(String bucket, String key, String range) {}

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<Read, LongAdder> reads = new ConcurrentHashMap<>();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    public void called(String operation) {
        calls.computeIfAbsent(operation, _ -> new LongAdder()).increment();
    }

    public void read(Read read) {
        reads.computeIfAbsent(read, _ -> new LongAdder()).increment();
    }

    void received(long bytes) {
        bytesReceived.add(bytes);
    }

    void sent(long bytes) {
        bytesSent.add(bytes);
    }

    /// Calls of one operation, such as `GetObject`.
    public long count(String operation) {
        LongAdder count = calls.get(operation);
        return count == null ? 0 : count.sum();
    }

    /// By operation, in alphabetical order.
    public Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        calls.forEach((operation, count) -> sums.put(operation, count.sum()));
        return sums;
    }

    public long bytesReceived() {
        return bytesReceived.sum();
    }

    public long bytesSent() {
        return bytesSent.sum();
    }

    /// How often GET asked for something of the object.
    public long reads(String bucket, String key) {
        return reads.entrySet().stream()
                .filter(entry ->
                        entry.getKey().bucket().equals(bucket) && entry.getKey().key().equals(key))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /// What was read more than once, the same range of the same object.
    public List<Read> repeatedReads() {
        return reads.entrySet().stream()
                .filter(entry -> entry.getValue().sum() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    public void reset() {
        calls.clear();
        reads.clear();
        bytesReceived.reset();
        bytesSent.reset();
    }
}
