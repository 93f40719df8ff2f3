package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A bucket: its keys in listing order, their versions, its uploads. Every change of a key, with
/// the check of its condition and the event of it, is one step. Safe for any number of threads.
public final class Bucket {
    private final String name;
    private final String region;
    private final Instant created;
    private final InstantSource clock;
    private final Ids ids;
    private final boolean checksums;
    private final Change.Listener listener;
    private final KeyLocks locks = new KeyLocks();
    private final NavigableMap<String, KeyHistory> keys =
            new ConcurrentSkipListMap<>(new KeyOrder());
    private final Uploads uploads = new Uploads();
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private volatile BucketSettings settings = BucketSettings.NEW;

    Bucket(
            String name,
            String region,
            InstantSource clock,
            Ids ids,
            boolean checksums,
            Change.Listener listener) {
        this.name = name;
        this.region = region;
        this.clock = clock;
        this.created = clock.instant();
        this.ids = ids;
        this.checksums = checksums;
        this.listener = listener;
    }

    public String name() {
        return name;
    }

    public String region() {
        return region;
    }

    public Instant created() {
        return created;
    }

    public Versioning versioning() {
        return settings.versioning();
    }

    public BucketSettings settings() {
        return settings;
    }

    /// Holds for requests from now on.
    public synchronized void change(UnaryOperator<BucketSettings> how) {
        settings = how.apply(settings);
    }

    public void setVersioning(Versioning versioning) {
        change(before -> before.withVersioning(versioning));
    }

    public Uploads uploads() {
        return uploads;
    }

    /// What was configured for it and is only kept, by name.
    public Map<String, byte[]> documents() {
        return documents;
    }

    /// A live view, in listing order.
    public NavigableMap<String, KeyHistory> keys() {
        return keys;
    }

    public Optional<KeyHistory> history(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /// The object that `choice` finds among the versions of the key, with its bytes kept until the
    /// hold is closed. What `choice` throws comes through.
    public HeldObject hold(String key, Function<Optional<KeyHistory>, ObjectVersion> choice) {
        return locks.locked(
                key,
                () -> {
                    ObjectVersion object = choice.apply(history(key));
                    return new HeldObject(object, object.content().hold());
                });
    }

    /// Makes an object visible. If the condition does not hold, throws S3's error and lets the
    /// content go.
    public ObjectVersion publish(String key, WriteCondition condition, NewObject object) {
        return locks.locked(
                key,
                () -> {
                    try {
                        condition.check(key, current(key));
                    } catch (RuntimeException refused) {
                        object.content().release();
                        throw refused;
                    }
                    return publish(key, object);
                });
    }

    public MultipartUpload beginUpload(
            String key, String initiator, ObjectProperties properties, UploadChecksum checksum) {
        var upload =
                new MultipartUpload(
                        ids.uploadId(), key, initiator, clock.instant(), properties, checksum);
        uploads.add(upload);
        return upload;
    }

    /// Makes an upload's object visible and ends the upload; if refused, the upload stays open.
    /// Again for an upload that was completed before, answers what it became.
    public ObjectVersion complete(
            String key,
            String uploadId,
            WriteCondition condition,
            CompletionRequest request,
            long minimumPartBytes) {
        return locks.locked(
                key,
                () -> {
                    Optional<ObjectVersion> before = uploads.completed(key, uploadId);
                    if (before.isPresent()) {
                        return before.get();
                    }
                    MultipartUpload upload = uploads.find(key, uploadId);
                    condition.check(key, current(key));
                    condition.checkUnchanged(key, upload.keyChanged());
                    NewObject object = new Completion(upload, request, minimumPartBytes).object();
                    ObjectVersion version = publish(key, object);
                    uploads.complete(upload, version);
                    return version;
                });
    }

    /// Deletes as the versioning state says: the object, or by a marker on top of it.
    public Deletion delete(String key, WriteCondition condition) {
        return locks.locked(
                key,
                () -> {
                    condition.check(key, current(key));
                    if (versioning() == Versioning.UNVERSIONED) {
                        removeVersion(key, Version.NULL_ID);
                        return new Deletion(Optional.empty(), false);
                    }
                    var marker = new DeleteMarker(nextVersionId(), clock.instant());
                    put(key, marker);
                    changed(Change.Kind.DELETE_MARKER, key, marker);
                    return new Deletion(Optional.of(marker.versionId()), true);
                });
    }

    /// Removes one version for good, if it is as the condition wants it; the one before it becomes
    /// the latest.
    public Deletion deleteVersion(String key, String versionId, WriteCondition condition) {
        return locks.locked(
                key,
                () -> {
                    condition.check(key, object(key, versionId));
                    return new Deletion(Optional.of(versionId), removeVersion(key, versionId));
                });
    }

    /// Replaces the tags of the object that `choice` finds among the versions of the key.
    public ObjectVersion setTags(
            String key,
            Function<Optional<KeyHistory>, ObjectVersion> choice,
            Map<String, String> tags) {
        return locks.locked(
                key,
                () -> {
                    ObjectVersion tagged = choice.apply(history(key)).withTags(tags);
                    keys.computeIfPresent(key, (_, history) -> history.replacing(tagged));
                    return tagged;
                });
    }

    private Optional<ObjectVersion> object(String key, String versionId) {
        return history(key)
                .flatMap(history -> history.find(versionId))
                .filter(ObjectVersion.class::isInstance)
                .map(ObjectVersion.class::cast);
    }

    private Optional<ObjectVersion> current(String key) {
        return history(key).flatMap(KeyHistory::current);
    }

    private ObjectVersion publish(String key, NewObject object) {
        NewObject kept = checksums ? object : object.withoutChecksum();
        ObjectVersion version = kept.as(nextVersionId());
        put(key, version);
        changed(object.how(), key, version);
        return version;
    }

    private String nextVersionId() {
        return versioning() == Versioning.ENABLED ? ids.versionId() : Version.NULL_ID;
    }

    private void put(String key, Version version) {
        KeyHistory before = keys.get(key);
        keys.put(key, before == null ? new KeyHistory(List.of(version)) : before.with(version));
        if (before != null) {
            before.find(version.versionId()).ifPresent(Bucket::release);
        }
    }

    /// Whether what was removed was a delete marker.
    private boolean removeVersion(String key, String versionId) {
        Optional<KeyHistory> before = history(key);
        Optional<Version> removed = before.flatMap(history -> history.find(versionId));
        if (before.isEmpty() || removed.isEmpty()) {
            return false;
        }
        before.get()
                .without(versionId)
                .ifPresentOrElse(rest -> keys.put(key, rest), () -> keys.remove(key));
        release(removed.get());
        changed(Change.Kind.DELETE, key, removed.get());
        return removed.get() instanceof DeleteMarker;
    }

    private void changed(Change.Kind kind, String key, Version version) {
        uploads.keyChanged(key);
        listener.changed(
                new Change(
                        kind,
                        name,
                        region,
                        key,
                        version,
                        versioning() != Versioning.UNVERSIONED,
                        clock.instant(),
                        ids.nextSequence()));
    }

    private static void release(Version version) {
        if (version instanceof ObjectVersion object) {
            object.content().release();
        }
    }
}
