package s3migrate.sandbox.json;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The access key ids a service knows. Only the id is checked, not the signature: a test of wrong
/// credentials uses a wrong id.
public record AccessKeys(Set<String> known) {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)/");

    public AccessKeys {
        known = Set.copyOf(known);
    }

    public static AccessKeys of(String... ids) {
        return new AccessKeys(Set.of(ids));
    }

    /// Whether a request with these headers was signed with a known key. An unsigned request was
    /// not.
    public boolean signed(Headers headers) {
        return signer(headers).filter(known::contains).isPresent();
    }

    /// The key id a request says it was signed with.
    public static Optional<String> signer(Headers headers) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .flatMap(header -> CREDENTIAL.matcher(header).results().findFirst())
                .map(credential -> credential.group(1));
    }
}
