package s3migrate.store.memory;

import java.util.function.Predicate;
import s3migrate.store.NewObject;

/// Where stores differ, and what tests want smaller.
///
/// `minimumPartBytes` holds for all parts but the last. `attempts` is how often a write whose body
/// breaks is begun, as an adapter's own retries do. `completesTwice`: a second Complete of one
/// upload is answered like the first; else NoSuchUpload. `refusesWrongBytes`: a checksum that comes
/// with a write is compared; else only the one that was computed is answered. `keepsChecksums`:
/// else none is computed, compared or answered. `takes`: what a PUT or Create may ask for; else it
/// is denied.
public record MemoryRules(
        long minimumPartBytes,
        int attempts,
        boolean completesTwice,
        boolean refusesWrongBytes,
        boolean keepsChecksums,
        Predicate<NewObject> takes) {

    /// As AWS does it, but with parts of any size and without retries.
    public static final MemoryRules SMALL_PARTS =
            new MemoryRules(1, 1, true, true, true, _ -> true);

    public MemoryRules withMinimumPartBytes(long bytes) {
        return new MemoryRules(
                bytes, attempts, completesTwice, refusesWrongBytes, keepsChecksums, takes);
    }

    public MemoryRules withAttempts(int newAttempts) {
        return new MemoryRules(
                minimumPartBytes,
                newAttempts,
                completesTwice,
                refusesWrongBytes,
                keepsChecksums,
                takes);
    }

    public MemoryRules withCompletesTwice(boolean newCompletesTwice) {
        return new MemoryRules(
                minimumPartBytes,
                attempts,
                newCompletesTwice,
                refusesWrongBytes,
                keepsChecksums,
                takes);
    }

    public MemoryRules withRefusesWrongBytes(boolean newRefuses) {
        return new MemoryRules(
                minimumPartBytes, attempts, completesTwice, newRefuses, keepsChecksums, takes);
    }

    public MemoryRules withKeepsChecksums(boolean newKeeps) {
        return new MemoryRules(
                minimumPartBytes, attempts, completesTwice, refusesWrongBytes, newKeeps, takes);
    }

    /// As a bucket policy or a store without some of S3's classes has it.
    public MemoryRules withTakes(Predicate<NewObject> newTakes) {
        return new MemoryRules(
                minimumPartBytes,
                attempts,
                completesTwice,
                refusesWrongBytes,
                keepsChecksums,
                newTakes);
    }

    /// Whether a checksum that comes with a write counts.
    boolean comparesChecksums() {
        return keepsChecksums && refusesWrongBytes;
    }
}
