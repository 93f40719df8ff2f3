package s3migrate.sandbox.s3.store;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The keys of a bucket and their versions. Any thread reads; a key is changed under its lock. What
/// is replaced or removed lets its bytes go.
final class KeyTable {
    private final NavigableMap<String, KeyHistory> keys =
            new ConcurrentSkipListMap<>(new KeyOrder());

    /// Live, in listing order.
    NavigableMap<String, KeyHistory> view() {
        return keys;
    }

    Optional<KeyHistory> history(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<ObjectVersion> current(String key) {
        return history(key).flatMap(KeyHistory::current);
    }

    /// The version, unless it is a delete marker.
    Optional<ObjectVersion> object(String key, String versionId) {
        return history(key)
                .flatMap(history -> history.find(versionId))
                .filter(ObjectVersion.class::isInstance)
                .map(ObjectVersion.class::cast);
    }

    /// As the newest, in place of the null version where that is its id too.
    void put(String key, Version version) {
        KeyHistory before = keys.get(key);
        keys.put(key, before == null ? new KeyHistory(List.of(version)) : before.with(version));
        if (before != null) {
            before.find(version.versionId()).ifPresent(KeyTable::release);
        }
    }

    /// In place of the version with its id, whose bytes it takes over.
    void replace(String key, ObjectVersion version) {
        keys.computeIfPresent(key, (_, history) -> history.replacing(version));
    }

    /// What was removed, if it was there.
    Optional<Version> remove(String key, String versionId) {
        Optional<KeyHistory> before = history(key);
        Optional<Version> removed = before.flatMap(history -> history.find(versionId));
        if (before.isPresent() && removed.isPresent()) {
            before.get()
                    .without(versionId)
                    .ifPresentOrElse(rest -> keys.put(key, rest), () -> keys.remove(key));
            release(removed.get());
        }
        return removed;
    }

    private static void release(Version version) {
        if (version instanceof ObjectVersion object) {
            object.content().release();
        }
    }
}
