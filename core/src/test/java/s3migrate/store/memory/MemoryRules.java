package s3migrate.store.memory;

/// Where stores differ, and what tests want smaller.
///
/// `minimumPartBytes` holds for all parts but the last. `attempts` is how often a write whose body
/// breaks is begun, as an adapter's own retries do. `completesTwice`: a second Complete of one
/// upload is answered like the first; else NoSuchUpload.
public record MemoryRules(long minimumPartBytes, int attempts, boolean completesTwice) {

    /// As AWS does it, but with parts of any size and without retries.
    public static final MemoryRules SMALL_PARTS = new MemoryRules(1, 1, true);

    public MemoryRules withMinimumPartBytes(long bytes) {
        return new MemoryRules(bytes, attempts, completesTwice);
    }

    public MemoryRules withAttempts(int newAttempts) {
        return new MemoryRules(minimumPartBytes, newAttempts, completesTwice);
    }

    public MemoryRules withCompletesTwice(boolean newCompletesTwice) {
        return new MemoryRules(minimumPartBytes, attempts, newCompletesTwice);
    }
}
