package s3migrate.sandbox.s3.event;

import java.util.Set;
import s3migrate.sandbox.s3.store.Change;

/// A bucket's notification: these events of keys with this prefix and suffix go to this sink.
///
/// @param id the `configurationId` in its events
/// @param events such as `s3:ObjectCreated:Put`, `s3:ObjectRemoved:*`
public record EventRule(
        String id,
        Set<String> events,
        String prefix,
        String suffix,
        EventForm form,
        EventSink sink) {
    private static final Set<String> ALL = Set.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*");

    public EventRule {
        events = Set.copyOf(events);
    }

    /// Of all events.
    public EventRule(String id, String prefix, String suffix, EventSink sink) {
        this(id, ALL, prefix, suffix, EventRecord::json, sink);
    }

    public static EventRule all(String id, EventSink sink) {
        return new EventRule(id, "", "", sink);
    }

    public EventRule withEvents(Set<String> other) {
        return new EventRule(id, other, prefix, suffix, form, sink);
    }

    boolean covers(Change change) {
        return change.key().startsWith(prefix)
                && change.key().endsWith(suffix)
                && events.stream()
                        .anyMatch(event -> matches(event, "s3:" + change.kind().eventName()));
    }

    /// Whether some key's event could meet both, which S3 refuses.
    public boolean overlaps(EventRule other) {
        boolean prefixes = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
        boolean suffixes = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
        return prefixes
                && suffixes
                && events.stream()
                        .anyMatch(mine ->
                                other.events.stream()
                                        .anyMatch(its -> matches(mine, its) || matches(its, mine)));
    }

    private static boolean matches(String pattern, String event) {
        return pattern.endsWith("*")
                ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                : event.equals(pattern);
    }
}
