package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.wire.Request;

/// The headers of Object Lock. They are told again, and lock nothing.
final class LockHeaders {
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";

    private LockHeaders() {}

    static Map<String, String> of(Request request, BucketSettings bucket) {
        Map<String, String> found = new TreeMap<>();
        for (String name : Set.of(MODE, UNTIL, HOLD)) {
            request.header(name).ifPresent(value -> found.put(name, value));
        }
        if (!found.isEmpty() && !bucket.objectLock()) {
            throw S3Errors.invalidRequest("Bucket is missing Object Lock Configuration");
        }
        if (found.containsKey(MODE) != found.containsKey(UNTIL)) {
            throw S3Errors.invalidArgument(
                    UNTIL + " and " + MODE + " must both be supplied",
                    found.containsKey(MODE) ? UNTIL : MODE,
                    "");
        }
        return found;
    }

    /// Refuses an upload that S3 could not check, where objects may be locked.
    ///
    /// @param what as S3 names the request, such as `Put Part`
    static void checkSummed(String what, Request request, BucketSettings bucket) {
        boolean summed =
                request.header("Content-MD5").isPresent()
                        || GivenChecksums.announced(request).isPresent();
        if (bucket.objectLock() && !summed) {
            throw S3Errors.invalidRequest(
                    "Content-MD5 OR x-amz-checksum- HTTP header is required for %s requests with Object Lock parameters"
                            .formatted(what));
        }
    }
}
