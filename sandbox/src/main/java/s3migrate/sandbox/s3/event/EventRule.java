package s3migrate.sandbox.s3.event;

/// A bucket's notification: events of keys with this prefix and suffix go to this sink.
///
/// @param id the `configurationId` in its events
public record EventRule(String id, String prefix, String suffix, EventSink sink) {

    public static EventRule all(String id, EventSink sink) {
        return new EventRule(id, "", "", sink);
    }

    boolean covers(String key) {
        return key.startsWith(prefix) && key.endsWith(suffix);
    }
}
