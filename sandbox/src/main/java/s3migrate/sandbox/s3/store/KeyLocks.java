package s3migrate.sandbox.s3.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A lock for each key, shared by keys of equal hash: what is decided and done under it is one step
/// for all writers of the key.
final class KeyLocks {
    private static final int COUNT = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    <T> T locked(String key, Supplier<T> step) {
        int hash = key.hashCode();
        ReentrantLock lock = locks[(hash ^ hash >>> 16) & (COUNT - 1)];
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
