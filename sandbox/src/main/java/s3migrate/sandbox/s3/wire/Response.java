package s3migrate.sandbox.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An answer: closing it frees what its body holds.
public record Response(int status, Map<String, String> headers, Body body)
        implements AutoCloseable {

    public static Response empty(int status) {
        return new Response(status, Map.of(), Body.none());
    }

    public static Response xml(Xml document) {
        return xml(200, document);
    }

    public static Response xml(int status, Xml document) {
        return new Response(
                        status,
                        Map.of(),
                        Body.of(document.toString().getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type", "application/xml");
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    public Response with(String header, Optional<String> value) {
        return value.map(text -> with(header, text)).orElse(this);
    }

    public Response with(Body other) {
        return new Response(status, headers, other);
    }

    @Override
    public void close() {
        body.close();
    }
}
