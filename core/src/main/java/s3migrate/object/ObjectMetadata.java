package s3migrate.object;

import java.util.Map;
import java.util.Optional;

/// The headers that belong to an object and travel with it, byte for byte as S3 answers them. User
/// metadata names are without `x-amz-meta-` and in lower case, as S3 keeps them.
public record ObjectMetadata(
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<String> contentLanguage,
        Optional<String> contentDisposition,
        Optional<String> cacheControl,
        Optional<String> expires,
        Optional<String> websiteRedirect,
        Map<String, String> user) {

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

    public ObjectMetadata {
        user = Map.copyOf(user);
    }
}
