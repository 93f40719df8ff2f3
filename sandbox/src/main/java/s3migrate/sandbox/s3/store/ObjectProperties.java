package s3migrate.sandbox.s3.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a writer says of an object besides its bytes.
///
/// @param headers content headers, redirect and locks by lower-case name, values byte for byte as
///   sent; `content-type` is always there
/// @param metadata user metadata by lower-case name without `x-amz-meta-`, values as sent
/// @param tags decoded
/// @param storageClass such as `STANDARD`
/// @param acl a canned one, such as `private`
public record ObjectProperties(
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        String storageClass,
        Encryption encryption,
        String acl) {
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final String PRIVATE = "private";

    /// What S3 assumes when nothing is said.
    public static final ObjectProperties NONE =
            new ObjectProperties(Map.of(), Map.of(), Map.of(), StorageClasses.STANDARD);

    public ObjectProperties {
        Map<String, String> sorted = new TreeMap<>(headers);
        sorted.putIfAbsent("content-type", DEFAULT_TYPE);
        headers = Collections.unmodifiableMap(sorted);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /// Of a private object, encrypted as S3 does by default.
    public ObjectProperties(
            Map<String, String> headers,
            Map<String, String> metadata,
            Map<String, String> tags,
            String storageClass) {
        this(headers, metadata, tags, storageClass, new Encryption.S3Managed(), PRIVATE);
    }

    public ObjectProperties withHeader(String lowerCaseName, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(lowerCaseName, value);
        return withHeaders(more);
    }

    public ObjectProperties withHeaders(Map<String, String> other) {
        return new ObjectProperties(other, metadata, tags, storageClass, encryption, acl);
    }

    public ObjectProperties withMetadata(Map<String, String> other) {
        return new ObjectProperties(headers, other, tags, storageClass, encryption, acl);
    }

    public ObjectProperties withTags(Map<String, String> other) {
        return new ObjectProperties(headers, metadata, other, storageClass, encryption, acl);
    }

    public ObjectProperties withStorageClass(String other) {
        return new ObjectProperties(headers, metadata, tags, other, encryption, acl);
    }

    public ObjectProperties withEncryption(Encryption other) {
        return new ObjectProperties(headers, metadata, tags, storageClass, other, acl);
    }

    public ObjectProperties withAcl(String other) {
        return new ObjectProperties(headers, metadata, tags, storageClass, encryption, other);
    }
}
