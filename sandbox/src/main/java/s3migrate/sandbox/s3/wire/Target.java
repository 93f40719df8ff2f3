package s3migrate.sandbox.s3.wire;

import java.nio.charset.StandardCharsets;
import s3migrate.sandbox.s3.error.S3Error;

/// What a path-style URI points at. Bucket or key are empty where the path ends before them; no
/// legal one is empty.
///
/// @param key byte for byte what the client encoded: `a//b`, `/a`, `./a` and `a/../b` are keys like
///   any other
public record Target(String bucket, String key) {
    private static final int MAX_KEY_BYTES = 1024;

    public static Target of(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        int slash = path.indexOf('/');
        if (slash < 0) {
            return new Target(PercentEncoding.decode(path), "");
        }
        String key = PercentEncoding.decode(path.substring(slash + 1));
        checkLength(key);
        return new Target(PercentEncoding.decode(path.substring(0, slash)), key);
    }

    private static void checkLength(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new S3Error(400, "KeyTooLongError", "Your key is too long")
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
        }
    }

    public boolean hasBucket() {
        return !bucket.isEmpty();
    }

    public boolean hasKey() {
        return !key.isEmpty();
    }

    /// As in the `Resource` of an error.
    public String resource() {
        return "/" + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
