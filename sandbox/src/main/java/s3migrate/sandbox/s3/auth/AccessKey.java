package s3migrate.sandbox.s3.auth;

import java.time.Instant;
import java.util.Optional;

/// An access key as its owner knows it. The secret and token are of no account outside the sandbox.
///
/// @param sessionToken must come with every request; a key without one takes any token or none
/// @param expires the end of temporary credentials
public record AccessKey(
        String id, String secret, Optional<String> sessionToken, Optional<Instant> expires) {

    /// Of a user: no token, no end.
    public static AccessKey of(String id, String secret) {
        return new AccessKey(id, secret, Optional.empty(), Optional.empty());
    }
}
