package s3migrate.sandbox.lambda;

import java.util.UUID;

/// One event on its way to a function. `trace` is the header that the function's AWS clients pass
/// on.
record Invocation(String requestId, String payload, String trace) {
    static Invocation of(String payload, TraceHeader trace) {
        return new Invocation(UUID.randomUUID().toString(), payload, trace.toString());
    }
}
