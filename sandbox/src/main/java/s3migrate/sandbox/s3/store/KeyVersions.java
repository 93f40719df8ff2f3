package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Adds and removes versions of a bucket's keys as its versioning says, and tells who listens to
/// its changes. The caller holds the key's lock.
record KeyVersions(
        String bucket,
        Premises premises,
        KeyTable keys,
        Uploads uploads,
        Supplier<Versioning> versioning) {

    ObjectVersion publish(String key, NewObject object) {
        NewObject kept = premises.checksums() ? object : object.withoutChecksum();
        ObjectVersion version = kept.as(nextId());
        keys.put(key, version);
        changed(object.how(), key, version);
        return version;
    }

    /// The object, or by a marker on top of it.
    Deletion delete(String key) {
        if (versioning.get() == Versioning.UNVERSIONED) {
            remove(key, Version.NULL_ID);
            return new Deletion(Optional.empty(), false);
        }
        var marker = new DeleteMarker(nextId(), now());
        keys.put(key, marker);
        changed(Change.Kind.DELETE_MARKER, key, marker);
        return new Deletion(Optional.of(marker.versionId()), true);
    }

    /// Whether what was removed was a delete marker.
    boolean remove(String key, String versionId) {
        Optional<Version> removed = keys.remove(key, versionId);
        removed.ifPresent(version -> changed(Change.Kind.DELETE, key, version));
        return removed.filter(DeleteMarker.class::isInstance).isPresent();
    }

    private String nextId() {
        return versioning.get() == Versioning.ENABLED
                ? premises.ids().versionId()
                : Version.NULL_ID;
    }

    private void changed(Change.Kind kind, String key, Version version) {
        uploads.keyChanged(key);
        premises.listener()
                .changed(
                        new Change(
                                kind,
                                bucket,
                                premises.region(),
                                key,
                                version,
                                versioning.get() != Versioning.UNVERSIONED,
                                now(),
                                premises.ids().nextSequence()));
    }

    private Instant now() {
        return premises.clock().instant();
    }
}
