package s3migrate.sandbox.s3.auth;

import com.sun.net.httpserver.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;

/// The time a request says it was signed at, which may be 15 minutes off and no more.
final class RequestTime {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RequestTime() {}

    static void check(Headers headers, Instant now) {
        String date = Optional.ofNullable(headers.getFirst("x-amz-date")).orElse("");
        Instant signed;
        try {
            signed = FORMAT.parse(date, Instant::from);
        } catch (DateTimeException unreadable) {
            throw S3Errors.accessDenied(
                    "AWS authentication requires a valid Date or x-amz-date header");
        }
        if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
            throw new S3Error(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too large.")
                    .with("RequestTime", date)
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
        }
    }
}
