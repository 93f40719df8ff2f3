package s3migrate.route;

import s3migrate.object.ObjectLocation;

/// The keys of a bucket that begin with `prefix`, which is S3's: any text, not only whole folders.
/// An empty prefix means all keys, and so does "/", which users of the earlier system write for it.
public record BucketPrefix(String bucket, String prefix) {

    public BucketPrefix {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "bucket \"%s\": accepted is a name without '/'".formatted(bucket));
        }
        if (prefix.equals("/")) {
            prefix = "";
        }
    }

    public boolean covers(ObjectLocation location) {
        return bucket.equals(location.bucket()) && location.key().startsWith(prefix);
    }

    /// Whether one key can lie in both.
    public boolean overlaps(BucketPrefix that) {
        return bucket.equals(that.bucket)
                && (prefix.startsWith(that.prefix) || that.prefix.startsWith(prefix));
    }

    /// The same with a '/' behind the prefix, if there is one and it lacks it: what keys are put
    /// under.
    BucketPrefix asFolder() {
        return prefix.isEmpty() || prefix.endsWith("/")
                ? this
                : new BucketPrefix(bucket, prefix + "/");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
