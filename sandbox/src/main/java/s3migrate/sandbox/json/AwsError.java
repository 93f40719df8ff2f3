package s3migrate.sandbox.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An answer other than success, as AWS's JSON protocols write it: a status, `__type`, `message`,
/// and further fields.
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final ObjectNode fields = Json.object();

    private AwsError(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /// The caller's mistake or misfortune: 400. The SDK retries it only if it knows `type` as
    /// throttling.
    public static AwsError client(String type, String message) {
        return new AwsError(400, type, message);
    }

    /// With any status, for protocols that tell more by it.
    public static AwsError of(int status, String type, String message) {
        return new AwsError(status, type, message);
    }

    /// The service's fault: 500, which the SDK retries.
    public static AwsError internal() {
        return new AwsError(500, "InternalServerError", "The request processing has failed");
    }

    static AwsError internal(RuntimeException fault) {
        return new AwsError(500, "InternalServerError", fault.toString());
    }

    public static AwsError validation(String message) {
        return client("ValidationException", message);
    }

    public static AwsError unknownAccessKey(String type) {
        return client(type, "The security token included in the request is invalid.");
    }

    /// Adds a field to the answer, such as the item a condition failed on.
    public AwsError with(String field, JsonNode value) {
        fields.set(field, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public ObjectNode body() {
        var body = Json.object().put("__type", type).put("message", getMessage());
        body.setAll(fields);
        return body;
    }
}
