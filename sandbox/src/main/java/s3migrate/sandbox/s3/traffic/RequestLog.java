package s3migrate.sandbox.s3.traffic;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What a server was asked, for tests to check: calls by operation and by key, bytes of bodies,
/// which bytes of which object were read how often, and over how many connections. Counts every
/// request of a known sender, refused or not.
public final class RequestLog {
    /// A read of an object.
    ///
    /// @param range the `Range` header, empty for the whole
    public record Read(String bucket, String key, String range) {}

    private record Asked(String bucket, String key, String operation) {}

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<Asked, LongAdder> byKey = new ConcurrentHashMap<>();
    private final Map<Read, LongAdder> reads = new ConcurrentHashMap<>();
    private final Map<String, Set<InetSocketAddress>> clients = new ConcurrentHashMap<>();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    /// Counts a call; its key is empty for requests about a bucket.
    public void called(String operation, String bucket, String key) {
        count(calls, operation);
        count(byKey, new Asked(bucket, key, operation));
    }

    public void read(Read read) {
        count(reads, read);
    }

    public void connected(String accessKeyId, InetSocketAddress from) {
        clients.computeIfAbsent(accessKeyId, _ -> ConcurrentHashMap.newKeySet()).add(from);
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

    /// What was asked about one key, by operation, in alphabetical order; the empty key stands for
    /// the bucket.
    public Map<String, Long> counts(String bucket, String key) {
        Map<String, Long> sums = new TreeMap<>();
        byKey.forEach((asked, count) -> {
            if (asked.bucket().equals(bucket) && asked.key().equals(key)) {
                sums.put(asked.operation(), count.sum());
            }
        });
        return sums;
    }

    /// Connections over which requests with this access key came.
    public int connections(String accessKeyId) {
        return clients.getOrDefault(accessKeyId, Set.of()).size();
    }

    public long bytesReceived() {
        return bytesReceived.sum();
    }

    public long bytesSent() {
        return bytesSent.sum();
    }

    /// How often GET asked for something of the object.
    public long reads(String bucket, String key) {
        return counts(bucket, key).getOrDefault("GetObject", 0L);
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
        byKey.clear();
        reads.clear();
        clients.clear();
        bytesReceived.reset();
        bytesSent.reset();
    }

    private static <K> void count(Map<K, LongAdder> counts, K key) {
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }
}
