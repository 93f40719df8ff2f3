package s3migrate.store.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.Checksum.Coverage;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectLock;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.CopyWish;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.Expectation;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenObject;
import s3migrate.store.OpenUpload;
import s3migrate.store.SourceChangedException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.store.WriteAnswer.Written;

/// S3 in memory: its ETags, checksums, conditions, versions and multipart uploads, for tests.
///
/// What other programs do to the buckets is `write`, `plant` and `delete`; what goes wrong is
/// `FaultyObjectStore`'s, around this. Serves many threads.
public final class MemoryObjectStore implements ObjectStore {

    private static final NewObject PLAIN =
            new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());

    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final InstantSource clock;
    private final MemoryRules rules;
    private final BodyReader bodies;
    private final Map<String, MemoryBucket> buckets = new HashMap<>();

    public MemoryObjectStore(InstantSource clock, MemoryRules rules) {
        this.clock = clock;
        this.rules = rules;
        bodies = new BodyReader(rules.attempts());
    }

    /// Adds a bucket that keeps only the last version of each key. Before the store is shared.
    public MemoryObjectStore withBucket(String name) {
        buckets.put(name, new MemoryBucket(false, rules, clock));
        return this;
    }

    /// Adds a bucket that keeps all versions. Before the store is shared.
    public MemoryObjectStore withVersionedBucket(String name) {
        buckets.put(name, new MemoryBucket(true, rules, clock));
        return this;
    }

    /// Another program writes an object in one PUT, without metadata.
    public StoredObject write(ObjectLocation to, byte[] bytes) {
        var checksum = Checksums.of(ChecksumAlgorithm.CRC64NVME, bytes);
        bucket(Verb.PUT, to).write(to, PLAIN, bytes.clone(), checksum, new Expectation.Any());
        return bucket(Verb.PUT, to).current(to.key()).orElseThrow().object();
    }

    /// Puts in place an object as no PUT of ours makes it: without checksum, with a composite one,
    /// key-encrypted, archived. Its bytes are not checked against it.
    public void plant(StoredObject object, byte[] bytes, Map<String, String> tags) {
        bucket(Verb.PUT, object.location()).plant(new MemoryVersion(object, bytes.clone(), tags));
    }

    /// Another program deletes a key.
    public void delete(ObjectLocation location) {
        bucket(Verb.PUT, location).delete(location.key());
    }

    /// The content of the current version; empty if there is none.
    public Optional<byte[]> bytes(ObjectLocation location) {
        return bucket(Verb.FIND, location).current(location.key()).map(v -> v.bytes().clone());
    }

    /// Every version of a key, oldest first; at most one where versions are not kept.
    public List<StoredObject> versions(ObjectLocation location) {
        return bucket(Verb.FIND, location).versions(location.key()).stream()
                .map(MemoryVersion::object)
                .toList();
    }

    /// Tells `listener` each key of a bucket whose object is written or deleted, before the call
    /// that did it returns.
    public void tell(String bucket, Consumer<String> listener) {
        bucket(Verb.PUT, bucket).tell(listener);
    }

    /// Uploads are begun by this initiator from now on.
    public void beginUploadsAs(String name, String initiator) {
        bucket(Verb.UPLOADS, name).uploads().beginAs(initiator);
    }

    /// All open uploads of a bucket.
    public List<OpenUpload> openUploads(String name) {
        return bucket(Verb.UPLOADS, name).uploads().rows();
    }

    /// Everything of a bucket that later calls can tell, as text: equal texts, equal answers.
    public String state(String name) {
        return bucket(Verb.LIST, name).state();
    }

    @Override
    public Optional<StoredObject> find(ObjectLocation location) {
        return bucket(Verb.FIND, location).current(location.key()).map(MemoryVersion::object);
    }

    @Override
    public Optional<OpenObject> open(ObjectLocation location) {
        return bucket(Verb.OPEN, location)
                .current(location.key())
                .map(version -> opened(version, Optional.empty()));
    }

    @Override
    public OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        return bucket(Verb.OPEN_PINNED, pinned.location())
                .version(pinned)
                .filter(version -> version.object().etag().equals(pinned.etag()))
                .map(version -> opened(version, range))
                .orElseThrow(() -> new SourceChangedException(pinned));
    }

    @Override
    public Map<String, String> tags(PinnedObject pinned) {
        return bucket(Verb.TAGS, pinned.location())
                .version(pinned)
                .map(MemoryVersion::tags)
                .orElseThrow(() -> new SourceChangedException(pinned));
    }

    @Override
    public Map<String, String> tagsOf(StoredObject object) {
        return object.tagCount() > 0 ? tags(object.pinned()) : Map.of();
    }

    @Override
    public ObjectLock lockOf(PinnedObject pinned) {
        return ObjectLock.NONE;
    }

    @Override
    public boolean mayRedirect(String bucket) {
        return false;
    }

    @Override
    public long firstPartBytes(PinnedObject pinned) {
        return bucket(Verb.FIRST_PART, pinned.location())
                .version(pinned)
                .filter(version -> version.object().etag().equals(pinned.etag()))
                .map(MemoryVersion::firstPartBytes)
                .orElseThrow(() -> new SourceChangedException(pinned));
    }

    @Override
    public WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        if (checksum.filter(given -> given.coverage() != Coverage.FULL_OBJECT).isPresent()) {
            throw new IllegalArgumentException(
                    checksum.get() + ": accepted are checksums over the whole object");
        }
        checkTaken(Verb.PUT, to, what);
        byte[] bytes = bodies.read(Verb.PUT, to, body);
        var algorithm = checksum.map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC32C);
        var computed = Checksums.of(algorithm, bytes);
        return rules.comparesChecksums()
                        && checksum.filter(given -> !given.equals(computed)).isPresent()
                ? new WriteAnswer.WrongBytes(
                        "expected %s, found %s".formatted(checksum.get(), computed))
                : bucket(Verb.PUT, to).write(to, what, bytes, computed, expected);
    }

    @Override
    public WriteAnswer copy(
            StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected) {
        var version = copied(Verb.COPY, from.pinned());
        var copy =
                new NewObject(
                        wish.metadata().orElseGet(version.object()::metadata),
                        wish.storageClass(),
                        wish.tags() ? version.tags() : Map.of());
        var algorithm =
                version.object()
                        .checksum()
                        .map(Checksum::algorithm)
                        .orElse(ChecksumAlgorithm.CRC64NVME);
        var checksum = Checksums.of(algorithm, version.bytes());
        return asCopy(
                bucket(Verb.COPY, to).write(to, copy, version.bytes(), checksum, expected),
                version.object().versionId());
    }

    /// What a store says besides of a copy within it.
    public static WriteAnswer asCopy(WriteAnswer answer, Optional<String> versionId) {
        return answer instanceof Written written
                ? new Written(
                        written.etag(),
                        written.versionId(),
                        written.checksum(),
                        Optional.of(new WriteAnswer.Copied(versionId, false)))
                : answer;
    }

    @Override
    public WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected) {
        var at = there.location();
        var current = bucket(Verb.REWRITE, at).current(at.key());
        if (current.filter(found -> found.object().etag().equals(there.etag())).isEmpty()) {
            return new WriteAnswer.Refused(current.isEmpty() ? "NoSuchKey" : "PreconditionFailed");
        }
        refuseArchived(Verb.REWRITE, current.get().object());
        var algorithm =
                there.checksum().map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC64NVME);
        var bytes = current.get().bytes();
        var checksum = Checksums.of(algorithm, bytes);
        return bucket(Verb.REWRITE, at).write(at, what, bytes, checksum, expected);
    }

    @Override
    public Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from) {
        try (var range = opened(copied(Verb.COPY_PART, from), Optional.of(part.range()))) {
            return uploads(Verb.COPY_PART, upload)
                    .uploadPart(upload, part.number(), range.body().readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The version a copy names, if it may be read.
    private MemoryVersion copied(Verb verb, PinnedObject pinned) {
        var version =
                bucket(verb, pinned.location())
                        .version(pinned)
                        .filter(found -> found.object().etag().equals(pinned.etag()))
                        .orElseThrow(() -> new SourceChangedException(pinned));
        refuseArchived(verb, version.object());
        return version;
    }

    @Override
    public MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        if (!algorithm.combinesOverParts()) {
            throw new IllegalArgumentException(
                    "%s: accepted are checksums that combine over parts".formatted(algorithm));
        }
        checkTaken(Verb.CREATE, to, what);
        return bucket(Verb.CREATE, to).uploads().create(to, what, algorithm);
    }

    private void checkTaken(Verb verb, ObjectLocation to, NewObject what) {
        if (!rules.takes().test(what)) {
            throw Refusals.denied(verb, to);
        }
    }

    @Override
    public Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body) {
        byte[] bytes = bodies.read(Verb.UPLOAD_PART, upload.destination(), body);
        return uploads(Verb.UPLOAD_PART, upload).uploadPart(upload, part.number(), bytes);
    }

    @Override
    public Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        return uploads(Verb.PARTS, upload).parts(upload);
    }

    @Override
    public WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        if (checksum.filter(given -> given.algorithm() != upload.algorithm()).isPresent()) {
            throw new IllegalArgumentException(
                    "%s: accepted are checksums of the upload's %s"
                            .formatted(checksum.get(), upload.algorithm()));
        }
        return uploads(Verb.COMPLETE, upload).complete(upload, parts, size, checksum, expected);
    }

    @Override
    public void abort(MultipartUpload upload) {
        uploads(Verb.ABORT, upload).abort(upload);
    }

    @Override
    public List<OpenUpload> uploads(ObjectLocation key) {
        return openUploads(key.bucket()).stream()
                .filter(row -> row.destination().equals(key))
                .toList();
    }

    @Override
    public List<OpenUpload> uploads(String bucket, String prefix, Instant limit) {
        return openUploads(bucket).stream()
                .filter(upload -> upload.destination().key().startsWith(prefix))
                .filter(upload -> upload.initiated().isBefore(limit))
                .toList();
    }

    @Override
    public DeleteAnswer delete(ObjectLocation location, ETag expected) {
        return bucket(Verb.DELETE, location).delete(location.key(), expected);
    }

    @Override
    public void deleteVersion(ObjectLocation location, String versionId) {
        bucket(Verb.DELETE_VERSION, location).deleteVersion(location.key(), versionId);
    }

    @Override
    public ListingPage list(ListingRequest request) {
        return bucket(Verb.LIST, request.bucket()).list(request);
    }

    @Override
    public ListingPage listVersions(ListingRequest request) {
        return bucket(Verb.LIST_VERSIONS, request.bucket()).listVersions(request);
    }

    @Override
    public void close() {}

    private static OpenObject opened(MemoryVersion version, Optional<ByteRange> range) {
        var object = version.object();
        refuseArchived(Verb.OPEN, object);
        byte[] bytes =
                range.map(r ->
                                Arrays.copyOfRange(
                                        version.bytes(), from(r, version), to(r, version)))
                        .orElseGet(version::bytes);
        return new OpenObject(object, new ByteArrayInputStream(bytes));
    }

    private static void refuseArchived(Verb verb, StoredObject object) {
        if (!object.restored() && ARCHIVED.contains(object.storageClass())) {
            throw Refusals.archived(verb, object.location(), object.storageClass());
        }
    }

    private static int from(ByteRange range, MemoryVersion version) {
        return (int) Math.min(range.first(), version.bytes().length);
    }

    private static int to(ByteRange range, MemoryVersion version) {
        return (int) Math.min(range.last() + 1, version.bytes().length);
    }

    private MemoryUploads uploads(Verb verb, MultipartUpload upload) {
        return bucket(verb, upload.destination()).uploads();
    }

    private MemoryBucket bucket(Verb verb, ObjectLocation location) {
        return bucket(verb, location.bucket());
    }

    private MemoryBucket bucket(Verb verb, String name) {
        return Optional.ofNullable(buckets.get(name))
                .orElseThrow(() -> Refusals.noSuchBucket(verb, name));
    }
}
