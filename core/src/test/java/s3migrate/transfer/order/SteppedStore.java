package s3migrate.transfer.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectLock;
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
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.transfer.order.Call.Kind;

/// A store as one worker calls it: each call is a step, and a write's bytes are read before it is
/// sent, so that it can land long after.
final class SteppedStore implements ObjectStore {

    private final Actor actor;
    private final ObjectStore inner;
    private final ObjectStore source;
    private final Kind read;
    private final boolean conditional;
    private final boolean aborts;
    private final Set<String> pretended = new HashSet<>();

    /// @param source what copies within the store are made of
    SteppedStore(Actor actor, ObjectStore inner, ObjectStore source, Kind read, Scenario scenario) {
        this.actor = actor;
        this.inner = inner;
        this.source = source;
        this.read = read;
        this.conditional = scenario.keepsConditions();
        this.aborts = scenario.flaw() != Flaw.ABORTS_NOTHING;
    }

    @Override
    public Optional<StoredObject> find(ObjectLocation location) {
        return step(read, "find", () -> inner.find(location));
    }

    @Override
    public Optional<OpenObject> open(ObjectLocation location) {
        var opened = actor.make(new Call(read, "open"), () -> inner.open(location));
        actor.note(opened.map(OpenObject::object).toString());
        return opened;
    }

    @Override
    public OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        return actor.make(
                new Call(read, "open " + pinned.etag() + " " + range),
                () -> inner.open(pinned, range));
    }

    @Override
    public Map<String, String> tags(PinnedObject pinned) {
        return step(read, "tags", () -> inner.tags(pinned));
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
        return inner.mayRedirect(bucket);
    }

    @Override
    public long firstPartBytes(PinnedObject pinned) {
        return step(read, "first part", () -> inner.firstPartBytes(pinned));
    }

    @Override
    public WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        var bytes = bytes(body);
        return step(
                Kind.PUT,
                "put %s if %s".formatted(checksum, expected),
                () -> inner.put(to, what, MemoryBody.of(bytes), checksum, condition(expected)));
    }

    /// The source is looked at when the copy begins, and may be another when it lands.
    @Override
    public WriteAnswer copy(
            StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected) {
        var bytes = copied(from.pinned(), Optional.empty());
        var what = new NewObject(from.metadata(), wish.storageClass(), Map.of());
        return step(
                Kind.PUT,
                "copy %s if %s".formatted(from.etag(), expected),
                () ->
                        MemoryObjectStore.asCopy(
                                inner.put(
                                        to,
                                        what,
                                        MemoryBody.of(bytes),
                                        from.checksum(),
                                        condition(expected)),
                                Optional.empty()));
    }

    @Override
    public WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected) {
        return step(
                Kind.PUT,
                "rewrite %s if %s".formatted(there.etag(), expected),
                () -> inner.rewrite(there, what, condition(expected)));
    }

    @Override
    public Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from) {
        var bytes = copied(from, Optional.of(part.range()));
        return step(
                Kind.UPLOAD_PART,
                "copy part %d of %s".formatted(part.number(), upload.id()),
                () -> inner.uploadPart(upload, part, MemoryBody.of(bytes)));
    }

    private byte[] copied(PinnedObject from, Optional<ByteRange> range) {
        return actor.make(
                new Call(Kind.READ_SOURCE, "copy " + from.etag() + " " + range),
                () -> {
                    try (var opened = source.open(from, range)) {
                        return opened.body().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        return step(Kind.CREATE, "create", () -> inner.create(to, what, algorithm));
    }

    @Override
    public Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body) {
        var bytes = bytes(body);
        return step(
                Kind.UPLOAD_PART,
                "part %d of %s".formatted(part.number(), upload.id()),
                () -> inner.uploadPart(upload, part, MemoryBody.of(bytes)));
    }

    @Override
    public Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        return step(
                Kind.READ,
                "parts of " + upload.id(),
                () -> inner.parts(upload).filter(_ -> !pretended.contains(upload.id())));
    }

    @Override
    public WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        return step(
                Kind.COMPLETE,
                "complete %s if %s".formatted(upload.id(), expected),
                () -> inner.complete(upload, parts, size, checksum, condition(expected)));
    }

    @Override
    public void abort(MultipartUpload upload) {
        var _ =
                step(
                        Kind.ABORT,
                        "abort " + upload.id(),
                        () -> {
                            if (aborts) {
                                inner.abort(upload);
                            } else {
                                pretended.add(upload.id());
                            }
                            return true;
                        });
    }

    @Override
    public List<OpenUpload> uploads(ObjectLocation key) {
        return step(Kind.READ, "uploads", () -> inner.uploads(key));
    }

    @Override
    public List<OpenUpload> uploads(String bucket, String prefix, Instant limit) {
        throw new UnsupportedOperationException("a transfer asks for its own key alone");
    }

    @Override
    public DeleteAnswer delete(ObjectLocation location, ETag expected) {
        return step(
                Kind.DELETE,
                "delete if " + expected,
                () -> {
                    if (!conditional) {
                        inner.find(location)
                                .ifPresent(there -> inner.delete(location, there.etag()));
                        return new DeleteAnswer.Deleted();
                    }
                    return inner.delete(location, expected);
                });
    }

    /// No bytes go wrong in this model.
    @Override
    public void deleteVersion(ObjectLocation location, String versionId) {
        throw new UnsupportedOperationException("delete version " + versionId);
    }

    @Override
    public ListingPage list(ListingRequest request) {
        return step(Kind.READ, "list", () -> inner.list(request));
    }

    @Override
    public ListingPage listVersions(ListingRequest request) {
        return step(Kind.READ, "list versions", () -> inner.listVersions(request));
    }

    @Override
    public void close() {}

    private Expectation condition(Expectation expected) {
        return conditional ? expected : new Expectation.Any();
    }

    private <T> T step(Kind kind, String text, Supplier<T> work) {
        var answer = actor.make(new Call(kind, text), work);
        actor.note(answer.toString());
        return answer;
    }

    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
