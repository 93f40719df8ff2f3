package s3migrate.store.memory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
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
                cut -> inner.open(location).map(object -> cutOpen(object, cut)));
    }

    @Override
    public OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        return callWithBytes(
                Verb.OPEN_PINNED,
                pinned.location(),
                cut -> cutOpen(inner.open(pinned, range), cut));
    }

    @Override
    public Map<String, String> tags(PinnedObject pinned) {
        return call(Verb.TAGS, pinned.location(), () -> inner.tags(pinned));
    }

    @Override
    public WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        return callWithBytes(
                Verb.PUT, to, cut -> inner.put(to, what, cutBody(body, cut), checksum, expected));
    }

    @Override
    public WriteAnswer copy(
            StoredObject from,
            ObjectLocation to,
            Optional<String> storageClass,
            Expectation expected) {
        return call(Verb.COPY, to, () -> inner.copy(from, to, storageClass, expected));
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
                cut -> inner.uploadPart(upload, part, cutBody(body, cut)));
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
    public DeleteAnswer delete(ObjectLocation location, ETag expected) {
        return call(Verb.DELETE, location, () -> inner.delete(location, expected));
    }

    @Override
    public ListingPage list(ListingRequest request) {
        var at = "s3://" + request.bucket() + "/" + request.prefix();
        return call(Verb.LIST, at, () -> inner.list(request));
    }

    @Override
    public void close() {
        inner.close();
    }

    /// A call that carries no body: a cut connection ends it at once.
    private <T> T call(Verb verb, Object at, Supplier<T> work) {
        return callWithBytes(
                verb,
                at,
                cut -> {
                    if (cut.isPresent()) {
                        throw Refusals.broken(verb, at, reset());
                    }
                    return work.get();
                });
    }

    /// A call that carries bytes; `work` is told after how many of them the connection breaks.
    private <T> T callWithBytes(Verb verb, Object at, Function<OptionalLong, T> work) {
        var fault = faults.next(verb);
        if (fault.isEmpty()) {
            return work.apply(OptionalLong.empty());
        }
        return switch (fault.get()) {
            case Fault.Throttled _ -> throw Refusals.slowDown(verb, at);
            case Fault.Refuses(var exception) -> throw exception;
            case Fault.CutAfter(long bytes) -> work.apply(OptionalLong.of(bytes));
            case Fault.RunBefore(var action) -> {
                action.run();
                yield work.apply(OptionalLong.empty());
            }
            case Fault.LostReply _ -> {
                var _ = work.apply(OptionalLong.empty());
                throw Refusals.broken(verb, at, reset());
            }
        };
    }

    private static OpenObject cutOpen(OpenObject opened, OptionalLong cut) {
        return cut.isEmpty()
                ? opened
                : new OpenObject(opened.object(), new CutStream(opened.body(), cut.getAsLong()));
    }

    private static Body cutBody(Body body, OptionalLong cut) {
        return cut.isEmpty() ? body : new CutBody(body, cut.getAsLong());
    }

    private static IOException reset() {
        return new IOException("connection reset");
    }

    private record CutBody(Body body, long bytes) implements Body {
        @Override
        public long length() {
            return body.length();
        }

        @Override
        public InputStream open() throws IOException {
            return new CutStream(body.open(), bytes);
        }
    }
}
