package s3migrate.sandbox.s3.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import s3migrate.sandbox.s3.error.S3Errors;

/// The open uploads of a bucket, by key and then by when they began; and what became of the
/// completed ones, because S3 answers a second Complete like the first.
public final class Uploads {
    private record Place(String key, String uploadId) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::key, new KeyOrder()).thenComparing(Place::uploadId);

    private final NavigableMap<Place, MultipartUpload> open = new ConcurrentSkipListMap<>(ORDER);
    private final Map<Place, ObjectVersion> completed = new ConcurrentHashMap<>();

    void add(MultipartUpload upload) {
        open.put(new Place(upload.key(), upload.id()), upload);
    }

    public MultipartUpload find(String key, String uploadId) {
        MultipartUpload upload = open.get(new Place(key, uploadId));
        if (upload == null) {
            throw S3Errors.noSuchUpload(uploadId);
        }
        return upload;
    }

    Optional<ObjectVersion> completed(String key, String uploadId) {
        return Optional.ofNullable(completed.get(new Place(key, uploadId)));
    }

    void complete(MultipartUpload upload, ObjectVersion version) {
        Place place = new Place(upload.key(), upload.id());
        completed.put(place, version);
        open.remove(place);
        upload.close(version.content().blobs());
    }

    public void abort(String key, String uploadId) {
        MultipartUpload upload = open.remove(new Place(key, uploadId));
        if (upload == null) {
            throw S3Errors.noSuchUpload(uploadId);
        }
        upload.close(List.of());
    }

    /// Tells the open uploads of `key` that it was written or deleted.
    void keyChanged(String key) {
        open.tailMap(new Place(key, ""), true).values().stream()
                .takeWhile(upload -> upload.key().equals(key))
                .forEach(MultipartUpload::markKeyChanged);
    }

    /// In listing order, from the first upload of a key after `keyMarker`; with an upload id, from
    /// the uploads of that very key that began after it.
    public Iterable<MultipartUpload> after(String keyMarker, Optional<String> uploadIdMarker) {
        if (uploadIdMarker.isPresent()) {
            return open.tailMap(new Place(keyMarker, uploadIdMarker.get()), false).values();
        }
        return () ->
                open.tailMap(new Place(keyMarker, ""), true).values().stream()
                        .filter(upload -> keyMarker.isEmpty() || !upload.key().equals(keyMarker))
                        .iterator();
    }
}
