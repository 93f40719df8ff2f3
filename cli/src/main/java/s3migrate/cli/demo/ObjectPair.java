package s3migrate.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/// One key on both sides. Serves many threads.
record ObjectPair(DemoClients clients) {

    private static final int BUFFER_BYTES = 128 * 1024;

    /// What differs, in words; empty if both are equal.
    List<String> differences(String key) throws IOException {
        var differences = new ArrayList<String>();
        String copy = SandboxAws.DESTINATION_PREFIX + key;
        try (var source =
                        clients.source()
                                .getObject(r -> r.bucket(SandboxAws.SOURCE_BUCKET).key(key));
                var destination =
                        clients.destination()
                                .getObject(
                                        r -> r.bucket(SandboxAws.DESTINATION_BUCKET).key(copy))) {
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
        var foundTags = tags(clients.destination(), SandboxAws.DESTINATION_BUCKET, copy);
        if (!expectedTags.equals(foundTags)) {
            differences.add("tags %s, expected %s".formatted(foundTags, expectedTags));
        }
        return differences;
    }

    private static Map<String, String> headers(GetObjectResponse response) {
        var headers = new TreeMap<String, String>();
        response.metadata().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        headers.put("cache-control", String.valueOf(response.cacheControl()));
        headers.put("content-disposition", String.valueOf(response.contentDisposition()));
        headers.put("content-encoding", String.valueOf(response.contentEncoding()));
        headers.put("content-language", String.valueOf(response.contentLanguage()));
        headers.put("content-length", String.valueOf(response.contentLength()));
        headers.put("content-type", String.valueOf(response.contentType()));
        headers.put("expires", String.valueOf(response.expiresString()));
        headers.put("website-redirect", String.valueOf(response.websiteRedirectLocation()));
        return headers;
    }

    private static Map<String, String> tags(S3Client s3, String bucket, String key) {
        var tags = new TreeMap<String, String>();
        for (Tag tag : s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /// The offset of the first byte that differs, or -1 if none does.
    private static long firstDifference(InputStream a, InputStream b) throws IOException {
        byte[] fromA = new byte[BUFFER_BYTES];
        byte[] fromB = new byte[BUFFER_BYTES];
        long offset = 0;
        while (true) {
            int readA = a.readNBytes(fromA, 0, BUFFER_BYTES);
            int readB = b.readNBytes(fromB, 0, BUFFER_BYTES);
            int at = Arrays.mismatch(fromA, 0, readA, fromB, 0, readB);
            if (at >= 0) {
                return offset + at;
            }
            if (readA == 0) {
                return -1;
            }
            offset += readA;
        }
    }
}
