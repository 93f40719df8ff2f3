package s3migrate.sandbox.s3.operation;

import java.time.Instant;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// The conditions on the source of a copy. All fail with 412, and the error names the header: the
/// destination may have a condition of its own. An ETag, where given, counts more than a time.
final class CopySourceConditions {
    private static final String PREFIX = "x-amz-copy-source-";

    private CopySourceConditions() {}

    static void check(Request request, ObjectVersion source) {
        Optional<String> ifMatch = request.header(PREFIX + "If-Match");
        if (ifMatch.isPresent()) {
            require(matches(ifMatch.get(), source), "If-Match");
        } else {
            time(request, "If-Unmodified-Since")
                    .ifPresent(time ->
                            require(!modified(source).isAfter(time), "If-Unmodified-Since"));
        }
        Optional<String> ifNoneMatch = request.header(PREFIX + "If-None-Match");
        if (ifNoneMatch.isPresent()) {
            require(!matches(ifNoneMatch.get(), source), "If-None-Match");
        } else {
            time(request, "If-Modified-Since")
                    .ifPresent(
                            time -> require(modified(source).isAfter(time), "If-Modified-Since"));
        }
    }

    private static void require(boolean holds, String condition) {
        if (!holds) {
            throw S3Errors.preconditionFailed(PREFIX + condition);
        }
    }

    private static boolean matches(String header, ObjectVersion source) {
        String etag = header.replace("\"", "");
        return etag.equals("*") || etag.equals(source.etag());
    }

    private static Optional<Instant> time(Request request, String condition) {
        return request.header(PREFIX + condition).flatMap(Times::parseHttp);
    }

    private static Instant modified(ObjectVersion source) {
        return Times.toSeconds(source.lastModified());
    }
}
