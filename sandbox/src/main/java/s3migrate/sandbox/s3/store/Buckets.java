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
    private final BlobDirectory blobs;
    private final boolean checksums;
    private final Change.Listener listener;
    private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    /// Without `checksums`, no object has one.
    public Buckets(
            String region,
            InstantSource clock,
            BlobDirectory blobs,
            boolean checksums,
            Change.Listener listener) {
        this.region = region;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.blobs = blobs;
        this.checksums = checksums;
        this.listener = listener;
    }

    public String region() {
        return region;
    }

    public InstantSource clock() {
        return clock;
    }

    public BlobDirectory blobs() {
        return blobs;
    }

    /// Whether objects have checksums, as on S3.
    public boolean checksums() {
        return checksums;
    }

    public Bucket create(String name) {
        var bucket = new Bucket(name, region, clock, ids, checksums, listener);
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
