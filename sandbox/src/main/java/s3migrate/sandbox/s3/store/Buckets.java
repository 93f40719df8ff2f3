package s3migrate.sandbox.s3.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;

/// All buckets of one server, and where their bytes go.
public final class Buckets {
    private final String region;
    private final InstantSource clock;
    private final Ids ids;
    private final BlobStore blobs;
    private final Change.Listener listener;
    private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    public Buckets(String region, InstantSource clock, BlobStore blobs, Change.Listener listener) {
        this.region = region;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.blobs = blobs;
        this.listener = listener;
    }

    public String region() {
        return region;
    }

    public InstantSource clock() {
        return clock;
    }

    public Bucket create(String name) {
        return create(name, blobs);
    }

    /// A bucket that keeps sizes and checksums of what is written, and no bytes.
    public Bucket createSink(String name) {
        return create(name, new BlobSink());
    }

    /// All buckets as they are now, for reading what is not bytes: later changes do not show.
    public Buckets frozen() {
        var copy = new Buckets(region, clock, blobs, listener);
        buckets.forEach((name, bucket) -> copy.buckets.put(name, bucket.frozen()));
        return copy;
    }

    private Bucket create(String name, BlobStore blobs) {
        var bucket = new Bucket(name, region, clock, blobs, ids, listener);
        if (buckets.putIfAbsent(name, bucket) != null) {
            throw new S3Error(
                            409,
                            "BucketAlreadyOwnedByYou",
                            "Your previous request to create the named bucket succeeded and you already own it.")
                    .with("BucketName", name);
        }
        return bucket;
    }

    public Bucket named(String name) {
        return find(name).orElseThrow(() -> S3Errors.noSuchBucket(name));
    }

    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    public Collection<Bucket> all() {
        return buckets.values();
    }

    /// Only an empty bucket, as S3.
    public void delete(String name) {
        Bucket bucket = named(name);
        if (!bucket.keys().isEmpty()) {
            throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
                    .with("BucketName", name);
        }
        buckets.remove(name, bucket);
    }
}
