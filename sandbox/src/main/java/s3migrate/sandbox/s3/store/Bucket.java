package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import s3migrate.sandbox.s3.error.S3Errors;

/// A bucket: its keys in listing order, their versions, its uploads. Every change of a key, with
/// the check of its condition and the event of it, is one step. Safe for any number of threads.
public final class Bucket {
    private final String name;
    private final Premises premises;
    private final BlobStore blobs;
    private final Instant created;
    private final KeyLocks locks = new KeyLocks();
    private final KeyTable keys = new KeyTable();
    private final Uploads uploads = new Uploads();
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final KeyVersions versions;
    private volatile BucketSettings settings = BucketSettings.NEW;

    Bucket(String name, Premises premises, BlobStore blobs) {
        this.name = name;
        this.premises = premises;
        this.blobs = blobs;
        this.created = premises.clock().instant();
        this.versions = new KeyVersions(name, premises, keys, uploads, this::versioning);
    }

    public String name() {
        return name;
    }

    public String region() {
        return premises.region();
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

    /// Where the bytes of its parts and objects go.
    public BlobStore blobs() {
        return blobs;
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
        return keys.view();
    }

    public Optional<KeyHistory> history(String key) {
        return keys.history(key);
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
                        condition.check(key, keys.current(key));
                    } catch (RuntimeException refused) {
                        object.content().release();
                        throw refused;
                    }
                    return versions.publish(key, object);
                });
    }

    public MultipartUpload beginUpload(
            String key, String initiator, ObjectProperties properties, UploadChecksum checksum) {
        var upload =
                new MultipartUpload(
                        premises.ids().uploadId(), key, initiator, now(), properties, checksum);
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
                    condition.check(key, keys.current(key));
                    condition.checkUnchanged(key, upload.keyChanged());
                    NewObject object = new Completion(upload, request, minimumPartBytes).object();
                    ObjectVersion version = versions.publish(key, object);
                    uploads.complete(upload, version);
                    return version;
                });
    }

    /// Deletes as the versioning state says: the object, or by a marker on top of it.
    public Deletion delete(String key, WriteCondition condition) {
        return locks.locked(
                key,
                () -> {
                    condition.check(key, keys.current(key));
                    return versions.delete(key);
                });
    }

    /// Removes one version for good, if it is as the condition wants it; the one before it becomes
    /// the latest.
    public Deletion deleteVersion(String key, String versionId, WriteCondition condition) {
        return locks.locked(
                key,
                () -> {
                    condition.check(key, keys.object(key, versionId));
                    return new Deletion(Optional.of(versionId), versions.remove(key, versionId));
                });
    }

    /// Puts what `change` makes of one of the versions of the key into that version's place.
    public ObjectVersion replace(String key, Function<Optional<KeyHistory>, ObjectVersion> change) {
        return locks.locked(
                key,
                () -> {
                    ObjectVersion changed = change.apply(history(key));
                    keys.replace(key, changed);
                    return changed;
                });
    }

    /// Inverts a stored byte of the current object, without a new version and without an event;
    /// ETag and checksum become those of the wrong bytes. Reads the object once.
    public void corrupt(String key, long at) {
        locks.locked(
                key,
                () -> {
                    ObjectVersion right =
                            keys.current(key).orElseThrow(() -> S3Errors.noSuchKey(key));
                    ObjectVersion wrong = new Corruption(right, at).version();
                    keys.replace(key, wrong);
                    return wrong;
                });
    }

    /// What it holds now, for reading alone: later changes do not show, and bytes that are deleted
    /// meanwhile are gone.
    Bucket frozen() {
        var copy = new Bucket(name, premises.silent(), new BlobSink());
        copy.settings = settings;
        copy.documents.putAll(documents);
        copy.keys.view().putAll(keys.view());
        return copy;
    }

    private Instant now() {
        return premises.clock().instant();
    }
}
