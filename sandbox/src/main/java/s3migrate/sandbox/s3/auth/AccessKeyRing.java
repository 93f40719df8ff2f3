package s3migrate.sandbox.s3.auth;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.sandbox.s3.error.S3Error;

/// The access keys a server knows, by their ids. Grows while the server runs.
public final class AccessKeyRing {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    public AccessKeyRing(Collection<AccessKey> known) {
        known.forEach(this::add);
    }

    /// In place of a key with the same id.
    public void add(AccessKey key) {
        keys.put(key.id(), key);
    }

    /// The key that a request names, if the request may use it now.
    AccessKey find(String id, Optional<String> token, Instant now) {
        AccessKey key = keys.get(id);
        if (key == null || (key.sessionToken().isPresent() && token.isEmpty())) {
            throw new S3Error(
                            403,
                            "InvalidAccessKeyId",
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", id);
        }
        if (key.sessionToken().isPresent() && !key.sessionToken().equals(token)) {
            throw new S3Error(
                    400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
        if (key.expires().filter(end -> !now.isBefore(end)).isPresent()) {
            throw new S3Error(400, "ExpiredToken", "The provided token has expired.");
        }
        return key;
    }
}
