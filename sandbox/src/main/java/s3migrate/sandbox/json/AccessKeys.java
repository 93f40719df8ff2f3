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
        return Optional.ofNullable(headers.getFirst("Authorization")).stream()
                .flatMap(header -> CREDENTIAL.matcher(header).results())
                .anyMatch(credential -> known.contains(credential.group(1)));
    }
}
