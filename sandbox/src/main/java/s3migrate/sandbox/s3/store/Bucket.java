package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import s3migrate.sandbox.s3.error.S3Errors;

/// A bucket: its keys in listing order, their versions, its uploads. Every change of a key, with
/// the check of its condition and the event of it, is one step. Safe for any number of threads.
public final class Bucket {
    private final String name;
    private final String region;
    private final Instant created;
    private final InstantSource clock;
    private final BlobStore blobs;
    private final Ids ids;
    private final Change.Listener listener;
    private final KeyLocks locks = new KeyLocks();
    private final NavigableMap<String, KeyHistory> keys =
            new ConcurrentSkipListMap<>(new KeyOrder());
    private final Uploads uploads = new Uploads();
    private volatile Versioning versioning = Versioning.UNVERSIONED;

    Bucket(
            String name,
            String region,
            InstantSource clock,
            BlobStore blobs,
            Ids ids,
            Change.Listener listener) {
        this.name = name;
        this.region = region;
        this.clock = clock;
        this.blobs = blobs;
        this.created = clock.instant();
        this.ids = ids;
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
        return versioning;
    }

    public void setVersioning(Versioning versioning) {
        this.versioning = versioning;
    }

    /// Where the bytes of its parts and objects go.
    public BlobStore blobs() {
        return blobs;
    }

    public Uploads uploads() {
        return uploads;
    }

    /// A live view, in listing order.
    public NavigableMap<String, KeyHistory> keys() {
        return keys;
    }

    public Optional<KeyHistory> history(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /// The object that `choice` finds among the versions of the key, with its bytes kept until the
    /// hold is closed. What `choice` throws comes through; an object whose bytes were not kept is
    /// refused.
    public HeldObject hold(String key, Function<Optional<KeyHistory>, ObjectVersion> choice) {
        return locks.locked(
                key,
                () -> {
                    ObjectVersion object = choice.apply(history(key));
                    if (!object.content().isReadable()) {
                        throw S3Errors.notKept(name);
                    }
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
                    if (versioning == Versioning.UNVERSIONED) {
                        removeVersion(key, Version.NULL_ID);
                        return new Deletion(Optional.empty(), false);
                    }
                    var marker = new DeleteMarker(nextVersionId(), clock.instant());
                    put(key, marker);
                    changed(Change.Kind.DELETE_MARKER, key, marker);
                    return new Deletion(Optional.of(marker.versionId()), true);
                });
    }

    /// Removes one version for good; the one before it becomes the latest.
    public Deletion deleteVersion(String key, String versionId) {
        return locks.locked(
                key, () -> new Deletion(Optional.of(versionId), removeVersion(key, versionId)));
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

    /// Inverts a stored byte of the current object, without a new version and without an event;
    /// ETag and checksum become those of the wrong bytes. Reads the object once.
    public void corrupt(String key, long at) {
        locks.locked(
                key,
                () -> {
                    ObjectVersion right = current(key).orElseThrow(() -> S3Errors.noSuchKey(key));
                    ObjectVersion wrong = new Corruption(right, at).version();
                    keys.computeIfPresent(key, (_, history) -> history.replacing(wrong));
                    return wrong;
                });
    }

    /// What it holds now, for reading alone: later changes do not show, and bytes that are deleted
    /// meanwhile are gone.
    Bucket frozen() {
        var copy = new Bucket(name, region, clock, new BlobSink(), ids, _ -> {});
        copy.versioning = versioning;
        copy.keys.putAll(keys);
        return copy;
    }

    private Optional<ObjectVersion> current(String key) {
        return history(key).flatMap(KeyHistory::current);
    }

    private ObjectVersion publish(String key, NewObject object) {
        ObjectVersion version = object.as(nextVersionId());
        put(key, version);
        changed(object.how(), key, version);
        return version;
    }

    private String nextVersionId() {
        return versioning == Versioning.ENABLED ? ids.versionId() : Version.NULL_ID;
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
                        versioning != Versioning.UNVERSIONED,
                        clock.instant(),
                        ids.nextSequence()));
    }

    private static void release(Version version) {
        if (version instanceof ObjectVersion object) {
            object.content().release();
        }
    }
}
