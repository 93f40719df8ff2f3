package s3migrate.object;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A bucket and a key. Ordered by bucket, then as S3 lists keys.
public record ObjectLocation(String bucket, String key) implements Comparable<ObjectLocation> {

    /// S3 user guide, object keys.
    public static final int MAX_KEY_BYTES = 1_024;

    public ObjectLocation {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "bucket \"%s\": accepted is a name without '/'".formatted(bucket));
        }
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "key \"%s\": accepted are 1 to %,d bytes of UTF-8"
                            .formatted(key, MAX_KEY_BYTES));
        }
    }

    /// Whether an object can have this key.
    public static boolean isKey(String key) {
        return !key.isEmpty() && key.getBytes(UTF_8).length <= MAX_KEY_BYTES;
    }

    @Override
    public int compareTo(ObjectLocation that) {
        int byBucket = bucket.compareTo(that.bucket);
        return byBucket != 0 ? byBucket : KeyOrder.UTF_8.compare(key, that.key);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
