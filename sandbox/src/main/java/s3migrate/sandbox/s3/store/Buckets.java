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
    private final Premises premises;
    private final BlobStore blobs;
    private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    /// Without `checksums`, no object has one.
    public Buckets(
            String region,
            InstantSource clock,
            BlobStore blobs,
            boolean checksums,
            Change.Listener listener) {
        this(new Premises(region, clock, new Ids(clock), checksums, listener), blobs);
    }

    private Buckets(Premises premises, BlobStore blobs) {
        this.premises = premises;
        this.blobs = blobs;
    }

    public String region() {
        return premises.region();
    }

    public InstantSource clock() {
        return premises.clock();
    }

    /// Whether objects have checksums, as on S3.
    public boolean checksums() {
        return premises.checksums();
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
        var copy = new Buckets(premises.silent(), blobs);
        buckets.forEach((name, bucket) -> copy.buckets.put(name, bucket.frozen()));
        return copy;
    }

    private Bucket create(String name, BlobStore blobs) {
        var bucket = new Bucket(name, premises, blobs);
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
