package s3migrate.sandbox.s3.wire;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A request after its path is understood and its sender known.
///
/// @param body as on the wire, perhaps aws-chunked
public record Request(
        String method,
        Target target,
        Query query,
        Headers headers,
        InputStream body,
        Caller caller,
        ChunkSignatures chunks) {

    /// Without the headers whose lower-case names begin with one of these.
    public Request withoutHeaders(Set<String> prefixes) {
        Headers fewer = new Headers();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (prefixes.stream().noneMatch(lower::startsWith)) {
                fewer.put(name, values);
            }
        });
        return new Request(method, target, query, fewer, body, caller, chunks);
    }

    public String bucket() {
        return target.bucket();
    }

    public String key() {
        return target.key();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    public Optional<String> versionId() {
        return query.get("versionId");
    }

    /// Headers whose lower-case name begins with `prefix`, by the rest of that name; values sent
    /// twice are joined by commas.
    public Map<String, String> headersAfter(String prefix) {
        Map<String, String> found = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(prefix)) {
                found.put(lower.substring(prefix.length()), String.join(",", values));
            }
        });
        return found;
    }
}
