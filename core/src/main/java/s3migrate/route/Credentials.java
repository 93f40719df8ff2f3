package s3migrate.route;

import java.net.URI;
import java.util.Optional;

/// How to reach one side: as whom, in which region, at which endpoint. An endpoint is set for
/// S3-compatible stores; path style goes with it. Secrets are masked in every text.
public sealed interface Credentials {

    String region();

    Optional<URI> endpoint();

    /// Whether both make requests as the same principal, wherever those go.
    default boolean samePrincipalAs(Credentials that) {
        return switch (this) {
            case StaticKeys keys ->
                    that instanceof StaticKeys other
                            && keys.accessKeyId().equals(other.accessKeyId())
                            && keys.secretAccessKey().equals(other.secretAccessKey())
                            && keys.sessionToken().equals(other.sessionToken());
            case Role role ->
                    that instanceof Role other
                            && role.roleArn().equals(other.roleArn())
                            && role.externalId().equals(other.externalId());
            case Anonymous _ -> that instanceof Anonymous;
        };
    }

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
