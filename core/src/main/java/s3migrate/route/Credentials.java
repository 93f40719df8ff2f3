package s3migrate.route;

import java.net.URI;
import java.util.Optional;

/// How to reach one side: as whom, in which region, at which endpoint. An endpoint is set for
/// S3-compatible stores; path style goes with it. Secrets are masked in every text.
public sealed interface Credentials {

    String region();

    Optional<URI> endpoint();

    /// An access key, with a session token if it is a temporary one.
    record StaticKeys(
            String accessKeyId,
            Secret secretAccessKey,
            Optional<Secret> sessionToken,
            String region,
            Optional<URI> endpoint)
            implements Credentials {}

    /// A role to take on with the program's own.
    record Role(String roleArn, Optional<String> externalId, String region, Optional<URI> endpoint)
            implements Credentials {}

    /// Unsigned requests, for public buckets.
    record Anonymous(String region, Optional<URI> endpoint) implements Credentials {}
}
