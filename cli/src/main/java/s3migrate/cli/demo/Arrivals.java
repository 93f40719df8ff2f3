package s3migrate.cli.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.store.MultipartUpload;

/// What of the awaited objects has arrived at the destination, as a look into its store shows: no
/// request is made. One thread.
final class Arrivals {

    private static final int MAX_PARTS = 10_000;

    private final S3Server destination;
    private final Map<String, Long> awaited = new HashMap<>();
    private int objects;
    private long objectBytes;
    private Map<String, Long> uploads = Map.of();

    Arrivals(S3Server destination, List<DemoObject> awaited) {
        this.destination = destination;
        awaited.forEach(object -> this.awaited.put(object.key(), object.size()));
    }

    /// Looks again.
    void look() {
        awaited.entrySet()
                .removeIf(object -> {
                    boolean there = isThere(object.getKey());
                    if (there) {
                        objects++;
                        objectBytes += object.getValue();
                    }
                    return there;
                });
        var open = new HashMap<String, Long>();
        for (var upload : destination.openUploads(SandboxAws.DESTINATION_BUCKET)) {
            open.merge(upload.key(), bytes(upload), Long::sum);
        }
        uploads = open;
    }

    /// Whole objects, and the bytes of those and of parts.
    Rate.Amount now() {
        long parts = uploads.values().stream().mapToLong(bytes -> bytes).sum();
        return new Rate.Amount(objects, objectBytes + parts);
    }

    /// Bytes of the parts of a source key that is under way.
    long uploaded(String key) {
        return uploads.getOrDefault(SandboxAws.DESTINATION_PREFIX + key, 0L);
    }

    /// Whether this source key has its copy.
    boolean isThere(String key) {
        return destination
                .object(SandboxAws.DESTINATION_BUCKET, SandboxAws.DESTINATION_PREFIX + key)
                .isPresent();
    }

    /// Whether nothing is awaited any more.
    boolean complete() {
        return awaited.isEmpty();
    }

    private static long bytes(MultipartUpload upload) {
        return upload.partsAfter(0, MAX_PARTS).stream()
                .mapToLong(part -> part.blob().length())
                .sum();
    }
}
