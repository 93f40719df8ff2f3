package s3migrate.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/// Compares both buckets with nothing but the SDK: every key, byte, header and tag.
final class Audit {

    private static final int AT_ONCE = 8;
    private static final int BUFFER_BYTES = 128 * 1024;

    private final DemoClients clients;
    private final String prefix;

    Audit(DemoClients clients, String prefix) {
        this.clients = clients;
        this.prefix = prefix;
    }

    /// What the comparison found.
    ///
    /// @param equal objects that are equal in everything
    /// @param bytes of those
    /// @param differences one text per object that is not
    record Result(int equal, long bytes, List<String> differences) {}

    Result run() throws InterruptedException {
        var source = keys(clients.source(), SandboxAws.SOURCE_BUCKET, "");
        var destination = keys(clients.destination(), SandboxAws.DESTINATION_BUCKET, prefix);
        var all = new TreeSet<>(source.keySet());
        all.addAll(destination.keySet());
        var differences = Collections.synchronizedList(new ArrayList<String>());
        var permits = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String key : all) {
                if (!source.containsKey(key)) {
                    differences.add("%s: only at the destination".formatted(key));
                } else if (!destination.containsKey(key)) {
                    differences.add("%s: missing at the destination".formatted(key));
                } else {
                    permits.acquire();
                    var _ =
                            threads.submit(() -> {
                                try {
                                    compare(key)
                                            .forEach(text -> differences.add(key + ": " + text));
                                } catch (IOException | RuntimeException broke) {
                                    differences.add(key + ": could not be compared: " + broke);
                                } finally {
                                    permits.release();
                                }
                            });
                }
            }
        }
        var different =
                differences.stream()
                        .map(text -> text.substring(0, text.indexOf(": ")))
                        .distinct()
                        .count();
        long bytes = source.values().stream().mapToLong(S3Object::size).sum();
        return new Result(all.size() - (int) different, bytes, List.copyOf(differences));
    }

    private static Map<String, S3Object> keys(S3Client s3, String bucket, String prefix) {
        var found = new LinkedHashMap<String, S3Object>();
        s3.listObjectsV2Paginator(
                        r -> r.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .forEach(object -> found.put(object.key().substring(prefix.length()), object));
        return found;
    }

    private List<String> compare(String key) throws IOException {
        var differences = new ArrayList<String>();
        try (var source =
                        clients.source()
                                .getObject(r -> r.bucket(SandboxAws.SOURCE_BUCKET).key(key));
                var destination =
                        clients.destination()
                                .getObject(r ->
                                        r.bucket(SandboxAws.DESTINATION_BUCKET)
                                                .key(prefix + key))) {
            var expected = headers(source.response());
            var found = headers(destination.response());
            if (!expected.equals(found)) {
                differences.add("headers %s, expected %s".formatted(found, expected));
            }
            long at = firstDifference(source, destination);
            if (at >= 0) {
                differences.add("bytes differ from offset %,d on".formatted(at));
            }
        }
        var expectedTags = tags(clients.source(), SandboxAws.SOURCE_BUCKET, key);
        var foundTags = tags(clients.destination(), SandboxAws.DESTINATION_BUCKET, prefix + key);
        if (!expectedTags.equals(foundTags)) {
            differences.add("tags %s, expected %s".formatted(foundTags, expectedTags));
        }
        return differences;
    }

    private static Map<String, Object> headers(GetObjectResponse response) {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("content-type", Objects.toString(response.contentType()));
        headers.put("content-encoding", Objects.toString(response.contentEncoding()));
        headers.put("content-language", Objects.toString(response.contentLanguage()));
        headers.put("content-disposition", Objects.toString(response.contentDisposition()));
        headers.put("cache-control", Objects.toString(response.cacheControl()));
        headers.put("expires", Objects.toString(response.expiresString()));
        headers.put("website-redirect", Objects.toString(response.websiteRedirectLocation()));
        headers.put("metadata", response.metadata());
        headers.put("length", response.contentLength());
        return headers;
    }

    private static Map<String, String> tags(S3Client s3, String bucket, String key) {
        var tags = new LinkedHashMap<String, String>();
        for (Tag tag : s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /// The offset of the first byte that differs, or -1 if none does.
    private static long firstDifference(InputStream a, InputStream b) throws IOException {
        long offset = 0;
        while (true) {
            byte[] fromA = a.readNBytes(BUFFER_BYTES);
            byte[] fromB = b.readNBytes(BUFFER_BYTES);
            int at = java.util.Arrays.mismatch(fromA, fromB);
            if (at >= 0) {
                return offset + at;
            }
            if (fromA.length == 0) {
                return -1;
            }
            offset += fromA.length;
        }
    }
}
