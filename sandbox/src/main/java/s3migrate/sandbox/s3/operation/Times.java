package s3migrate.sandbox.s3.operation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// The two ways S3 writes times; both drop what is below a second.
final class Times {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.'000Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    static String iso(Instant time) {
        return ISO.format(time);
    }

    static String http(Instant time) {
        return HTTP.format(time);
    }

    /// Of a condition's header; what cannot be read is no condition.
    static Optional<Instant> parseHttp(String text) {
        try {
            return Optional.of(HTTP.parse(text, Instant::from));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    static Instant toSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
