package s3migrate.sandbox.s3.operation;

import java.time.Instant;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// The conditions of a read, in the order of RFC 9110: an ETag, where given, counts more than a
/// time.
final class ReadConditions {
    private ReadConditions() {}

    /// Whether the answer is 304; throws 412 where a condition fails outright.
    static boolean notModified(Request request, ObjectVersion object) {
        Optional<String> ifMatch = request.header("If-Match");
        if (ifMatch.isPresent()) {
            if (!matches(ifMatch.get(), object)) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        } else if (time(request, "If-Unmodified-Since")
                .filter(time -> modified(object).isAfter(time))
                .isPresent()) {
            throw S3Errors.preconditionFailed("If-Unmodified-Since");
        }
        Optional<String> ifNoneMatch = request.header("If-None-Match");
        if (ifNoneMatch.isPresent()) {
            return matches(ifNoneMatch.get(), object);
        }
        return time(request, "If-Modified-Since")
                .filter(time -> !modified(object).isAfter(time))
                .isPresent();
    }

    private static boolean matches(String header, ObjectVersion object) {
        String etag = header.replace("\"", "");
        return etag.equals("*") || etag.equals(object.etag());
    }

    private static Optional<Instant> time(Request request, String header) {
        return request.header(header).flatMap(Times::parseHttp);
    }

    private static Instant modified(ObjectVersion object) {
        return Times.toSeconds(object.lastModified());
    }
}
