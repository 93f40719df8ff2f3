package s3migrate.sandbox.s3.operation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.StorageClasses;
import s3migrate.sandbox.s3.wire.Request;

/// Reads the headers that describe an object from a request that writes it.
final class PropertyHeaders {
    private static final int MAX_METADATA_BYTES = 2048;
    private static final String METADATA_PREFIX = "x-amz-meta-";
    private static final List<String> CONTENT_HEADERS =
            List.of(
                    "content-type",
                    "content-language",
                    "content-disposition",
                    "cache-control",
                    "expires",
                    "x-amz-website-redirect-location");

    private PropertyHeaders() {}

    static ObjectProperties of(Request request, Bucket bucket) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : CONTENT_HEADERS) {
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        request.header("content-encoding")
                .flatMap(PropertyHeaders::withoutAwsChunked)
                .ifPresent(value -> headers.put("content-encoding", value));
        Map<String, String> metadata = request.headersAfter(METADATA_PREFIX);
        checkSize(metadata);
        Map<String, String> tags =
                request.header("x-amz-tagging").map(Tags::ofHeader).orElse(Map.of());
        headers.putAll(LockHeaders.of(request, bucket.settings()));
        ObjectProperties properties =
                new ObjectProperties(headers, metadata, tags, storageClass(request))
                        .withEncryption(EncryptionHeaders.of(request, bucket));
        return AclHeaders.of(request, bucket.settings())
                .map(properties::withAcl)
                .orElse(properties);
    }

    static String metadataHeader(String name) {
        return METADATA_PREFIX + name;
    }

    private static Optional<String> withoutAwsChunked(String encoding) {
        if (!encoding.contains("aws-chunked")) {
            return Optional.of(encoding);
        }
        String rest =
                Arrays.stream(encoding.split(",", -1))
                        .map(String::strip)
                        .filter(token -> !token.isEmpty() && !token.equals("aws-chunked"))
                        .collect(Collectors.joining(","));
        return Optional.of(rest).filter(text -> !text.isEmpty());
    }

    private static void checkSize(Map<String, String> metadata) {
        int bytes =
                metadata.entrySet().stream()
                        .mapToInt(entry ->
                                entry.getKey().getBytes(StandardCharsets.UTF_8).length
                                        + entry.getValue()
                                                .getBytes(StandardCharsets.ISO_8859_1)
                                                .length)
                        .sum();
        if (bytes > MAX_METADATA_BYTES) {
            throw new S3Error(
                            400,
                            "MetadataTooLarge",
                            "Your metadata headers exceed the maximum allowed metadata size")
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
        }
    }

    private static String storageClass(Request request) {
        String name = request.header("x-amz-storage-class").orElse(StorageClasses.STANDARD);
        if (!StorageClasses.exists(name)) {
            throw new S3Error(
                            400,
                            "InvalidStorageClass",
                            "The storage class you specified is not valid")
                    .with("StorageClassRequested", name);
        }
        return name;
    }
}
