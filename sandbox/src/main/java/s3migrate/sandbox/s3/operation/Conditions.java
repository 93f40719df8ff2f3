package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.wire.Request;

/// Reads the conditions of writes and deletes; what S3 does not offer is its NotImplemented.
final class Conditions {
    private static final String NOT_ACCEPTED =
            "We don't accept the provided value of %s header for this API";

    private Conditions() {}

    static WriteCondition ofWrite(Request request) {
        Optional<String> ifMatch = request.header("If-Match");
        if (ifMatch.isPresent() && ifMatch.get().equals("*")) {
            throw S3Errors.notImplemented("If-Match", String.format(NOT_ACCEPTED, "If-Match"));
        }
        return either(ifMatch, request.header("If-None-Match"));
    }

    /// A delete may also ask that there be any object at all.
    static WriteCondition ofDelete(Request request) {
        return either(request.header("If-Match"), request.header("If-None-Match"));
    }

    private static WriteCondition either(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        if (ifMatch.isPresent() && ifNoneMatch.isPresent()) {
            throw S3Errors.notImplemented(
                    "If-Match,If-None-Match",
                    "Multiple conditional request headers present in the request");
        }
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().equals("*")) {
                throw S3Errors.notImplemented(
                        "If-None-Match", String.format(NOT_ACCEPTED, "If-None-Match"));
            }
            return new WriteCondition.IfAbsent();
        }
        return ifMatch.<WriteCondition>map(WriteCondition.IfMatch::new)
                .orElse(new WriteCondition.None());
    }
}
