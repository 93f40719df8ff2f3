package s3migrate.store.memory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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

/// A store whose calls go wrong where a test says so, and are counted. What comes out of it is what
/// an adapter gives after its own retries. Serves many threads.
public final class FaultyObjectStore implements ObjectStore {

    private final ObjectStore inner;
    private final Faults faults = new Faults();

    public FaultyObjectStore(ObjectStore inner) {
        this.inner = inner;
    }

    /// Where faults are placed and calls counted.
    public Faults faults() {
        return faults;
    }

    @Override
    public Optional<StoredObject> find(ObjectLocation location) {
        return call(Verb.FIND, location, () -> inner.find(location));
    }

    @Override
    public Optional<OpenObject> open(ObjectLocation location) {
        return callWithBytes(
                Verb.OPEN,
                location,
                spoil -> inner.open(location).map(object -> spoilt(object, spoil)));
    }

    @Override
    public OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        return callWithBytes(
                Verb.OPEN_PINNED,
                pinned.location(),
                spoil -> spoilt(inner.open(pinned, range), spoil));
    }

    @Override
    public Map<String, String> tags(PinnedObject pinned) {
        return call(Verb.TAGS, pinned.location(), () -> inner.tags(pinned));
    }

    @Override
    public Map<String, String> tagsOf(StoredObject object) {
        return call(Verb.TAGS, object.location(), () -> inner.tagsOf(object));
    }

    @Override
    public ObjectLock lockOf(PinnedObject pinned) {
        return inner.lockOf(pinned);
    }

    @Override
    public boolean mayRedirect(String bucket) {
        return inner.mayRedirect(bucket);
    }

    @Override
    public long firstPartBytes(PinnedObject pinned) {
        return call(Verb.FIRST_PART, pinned.location(), () -> inner.firstPartBytes(pinned));
    }

    @Override
    public WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        return callWithBytes(
                Verb.PUT,
                to,
                spoil -> inner.put(to, what, spoilt(body, spoil), checksum, expected));
    }

    @Override
    public WriteAnswer copy(
            StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected) {
        return call(Verb.COPY, to, () -> inner.copy(from, to, wish, expected));
    }

    @Override
    public WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected) {
        return call(Verb.REWRITE, there.location(), () -> inner.rewrite(there, what, expected));
    }

    @Override
    public Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from) {
        return call(Verb.COPY_PART, upload.destination(), () -> inner.copyPart(upload, part, from));
    }

    @Override
    public MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        return call(Verb.CREATE, to, () -> inner.create(to, what, algorithm));
    }

    @Override
    public Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body) {
        return callWithBytes(
                Verb.UPLOAD_PART,
                upload.destination(),
                spoil -> inner.uploadPart(upload, part, spoilt(body, spoil)));
    }

    @Override
    public Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        return call(Verb.PARTS, upload.destination(), () -> inner.parts(upload));
    }

    @Override
    public WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        return call(
                Verb.COMPLETE,
                upload.destination(),
                () -> inner.complete(upload, parts, size, checksum, expected));
    }

    @Override
    public void abort(MultipartUpload upload) {
        call(
                Verb.ABORT,
                upload.destination(),
                () -> {
                    inner.abort(upload);
                    return upload;
                });
    }

    @Override
    public List<OpenUpload> uploads(ObjectLocation key) {
        return call(Verb.UPLOADS, key, () -> inner.uploads(key));
    }

    @Override
    public List<OpenUpload> uploads(String bucket, String prefix, Instant limit) {
        return call(
                Verb.UPLOADS,
                new ObjectLocation(bucket, prefix.isEmpty() ? "*" : prefix),
                () -> inner.uploads(bucket, prefix, limit));
    }

    @Override
    public DeleteAnswer delete(ObjectLocation location, ETag expected) {
        return call(Verb.DELETE, location, () -> inner.delete(location, expected));
    }

    @Override
    public void deleteVersion(ObjectLocation location, String versionId) {
        call(
                Verb.DELETE_VERSION,
                location,
                () -> {
                    inner.deleteVersion(location, versionId);
                    return location;
                });
    }

    @Override
    public ListingPage list(ListingRequest request) {
        var at = "s3://" + request.bucket() + "/" + request.prefix();
        return call(Verb.LIST, at, () -> inner.list(request));
    }

    @Override
    public ListingPage listVersions(ListingRequest request) {
        var at = "s3://" + request.bucket() + "/" + request.prefix();
        return call(Verb.LIST_VERSIONS, at, () -> inner.listVersions(request));
    }

    @Override
    public void close() {
        inner.close();
    }

    /// A call that carries no body: what would spoil one ends it at once.
    private <T> T call(Verb verb, Object at, Supplier<T> work) {
        return callWithBytes(
                verb,
                at,
                spoil -> {
                    if (spoil.isPresent()) {
                        throw Refusals.broken(verb, at, reset());
                    }
                    return work.get();
                });
    }

    /// A call that carries bytes; `work` is told what becomes of them on the way.
    private <T> T callWithBytes(
            Verb verb, Object at, Function<Optional<UnaryOperator<InputStream>>, T> work) {
        var fault = faults.next(verb);
        if (fault.isEmpty()) {
            return work.apply(Optional.empty());
        }
        return switch (fault.get()) {
            case Fault.Throttled _ -> throw Refusals.slowDown(verb, at);
            case Fault.Refuses(var exception) -> throw exception;
            case Fault.CutAfter(long bytes) ->
                    work.apply(Optional.of(in -> new CutStream(in, bytes)));
            case Fault.Flipped(long byteAt) ->
                    work.apply(Optional.of(in -> new FlippedStream(in, byteAt)));
            case Fault.RunBefore(var action) -> {
                action.run();
                yield work.apply(Optional.empty());
            }
            case Fault.LostReply _ -> {
                var _ = work.apply(Optional.empty());
                throw Refusals.broken(verb, at, reset());
            }
        };
    }

    private static OpenObject spoilt(
            OpenObject opened, Optional<UnaryOperator<InputStream>> spoil) {
        return spoil.map(by -> new OpenObject(opened.object(), by.apply(opened.body())))
                .orElse(opened);
    }

    private static Body spoilt(Body body, Optional<UnaryOperator<InputStream>> spoil) {
        return spoil.<Body>map(by -> new SpoiltBody(body, by)).orElse(body);
    }

    private static IOException reset() {
        return new IOException("connection reset");
    }

    private record SpoiltBody(Body body, UnaryOperator<InputStream> by) implements Body {
        @Override
        public long length() {
            return body.length();
        }

        @Override
        public InputStream open() throws IOException {
            return by.apply(body.open());
        }
    }
}
