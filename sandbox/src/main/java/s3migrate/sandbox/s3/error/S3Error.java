package s3migrate.sandbox.s3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer of S3 that is not a success: status, code and message, the extra elements of its XML
/// body (`Key`, `Condition`, …) and the extra headers S3 sends with it. Carries no stack trace: it
/// is an answer, not a fault of the sandbox.
public final class S3Error extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> elements;
    private final transient Map<String, String> headers;

    public S3Error(int status, String code, String message) {
        this(status, code, message, Map.of(), Map.of());
    }

    private S3Error(
            int status,
            String code,
            String message,
            Map<String, String> elements,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.elements = elements;
        this.headers = headers;
    }

    /// The same error with one more element in its body, after those it has.
    public S3Error with(String element, String value) {
        return new S3Error(status, code, text(), extended(elements, element, value), headers);
    }

    /// The same error with one more response header.
    public S3Error withHeader(String name, String value) {
        return new S3Error(status, code, text(), elements, extended(headers, name, value));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The message; never null, unlike `getMessage` by its contract.
    public String text() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> elements() {
        return elements;
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static Map<String, String> extended(
            Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return Collections.unmodifiableMap(more);
    }
}
