package s3migrate.object;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The headers that belong to an object and travel with it, byte for byte as S3 answers them. User
/// metadata names are without `x-amz-meta-` and in lower case, as S3 keeps them. `hidden` counts
/// the entries of user metadata that the store has and cannot put into a header.
public record ObjectMetadata(
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<String> contentLanguage,
        Optional<String> contentDisposition,
        Optional<String> cacheControl,
        Optional<String> expires,
        Optional<String> websiteRedirect,
        Map<String, String> user,
        int hidden) {

    /// No header set.
    public static final ObjectMetadata NONE =
            new ObjectMetadata(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    /// All of which the store shows.
    public ObjectMetadata(
            Optional<String> contentType,
            Optional<String> contentEncoding,
            Optional<String> contentLanguage,
            Optional<String> contentDisposition,
            Optional<String> cacheControl,
            Optional<String> expires,
            Optional<String> websiteRedirect,
            Map<String, String> user) {
        this(
                contentType,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires,
                websiteRedirect,
                user,
                0);
    }

    public ObjectMetadata {
        user = Map.copyOf(user);
    }

    /// With one entry of user metadata more.
    public ObjectMetadata withUser(String name, String value) {
        var more = new HashMap<>(user);
        more.put(name, value);
        return new ObjectMetadata(
                contentType,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires,
                websiteRedirect,
                more,
                hidden);
    }
}
