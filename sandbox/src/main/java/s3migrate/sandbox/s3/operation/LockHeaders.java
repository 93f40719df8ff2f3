package s3migrate.sandbox.s3.operation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.DefaultRetention;
import s3migrate.sandbox.s3.wire.Request;

/// The headers of Object Lock: a lock that is told again, and keeps its version from being deleted.
final class LockHeaders {
    static final String MODE = "x-amz-object-lock-mode";
    static final String UNTIL = "x-amz-object-lock-retain-until-date";
    static final String HOLD = "x-amz-object-lock-legal-hold";

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
        Optional.ofNullable(found.get(UNTIL)).ifPresent(LockHeaders::checkFuture);
        if (!found.containsKey(MODE)) {
            bucket.defaultRetention().ifPresent(retention -> found.putAll(byDefault(retention)));
        }
        return found;
    }

    private static Map<String, String> byDefault(DefaultRetention retention) {
        var until = OffsetDateTime.now(ZoneOffset.UTC).plus(retention.period());
        return Map.of(MODE, retention.mode(), UNTIL, until.toInstant().toString());
    }

    /// Refuses the delete of a version that is locked: until its time has come, or while it is on
    /// hold.
    static void checkUnlocked(Map<String, String> headers, Instant now) {
        boolean retained =
                headers.containsKey(UNTIL) && now.isBefore(Instant.parse(headers.get(UNTIL)));
        if (retained || "ON".equals(headers.get(HOLD))) {
            throw S3Errors.accessDenied("Access Denied because object protected by object lock.");
        }
    }

    private static void checkFuture(String until) {
        try {
            if (Instant.parse(until).isAfter(Instant.now())) {
                return;
            }
        } catch (DateTimeParseException notADate) {
            throw S3Errors.invalidArgument("The retain until date must be a date", UNTIL, until);
        }
        throw S3Errors.invalidArgument(
                "The retain until date must be in the future!", UNTIL, until);
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
