package s3migrate.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Why a message is given up, as attributes of its copy in the dead-letter queue: `cause` is one
/// word for machines (`malformed`, or S3's error code), `reason` a text a person can act on.
public record DeadLetter(String cause, String reason, Instant at) {

    /// What attributes may take of a message at most, with their names.
    public static final int MAX_BYTES = 2_048;

    private static final int MAX_REASON_CHARS = 1_200;
    private static final int MAX_CAUSE_CHARS = 100;

    /// The cause of what nobody can read.
    public static final String MALFORMED = "malformed";

    /// Names and values as SQS takes them: texts of printable ASCII, never empty.
    public Map<String, String> attributes(ReceivedMessage message) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("cause", ascii(cause, MAX_CAUSE_CHARS));
        attributes.put("reason", ascii(reason, MAX_REASON_CHARS));
        attributes.put("queue", ascii(message.queue().name(), MAX_CAUSE_CHARS));
        attributes.put("message_id", ascii(message.id(), MAX_CAUSE_CHARS));
        attributes.put("failed_at", at.toString());
        return attributes;
    }

    /// SQS refuses some characters; a reader's tools may refuse more.
    private static String ascii(String text, int maxChars) {
        var shown = new StringBuilder();
        text.codePoints()
                .forEach(c ->
                        shown.append(
                                c < ' ' || c > '~'
                                        ? "\\u{%X}".formatted(c)
                                        : Character.toString(c)));
        if (shown.length() > maxChars) {
            shown.setLength(maxChars - 3);
            shown.append("...");
        }
        return shown.isEmpty() ? "-" : shown.toString();
    }
}
