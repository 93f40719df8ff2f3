package s3migrate.sandbox.s3.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What a bucket's notification configuration can name: queues, topics and functions by their ARNs,
/// and the account's event bus.
public final class EventDestinations {
    private static final Set<String> ALL = Set.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*");

    private final Map<String, EventSink> sinks = new ConcurrentHashMap<>();
    private final EventForm busForm;
    private volatile EventSink bus = _ -> {};

    public EventDestinations(String accountId) {
        busForm = new EventBridgeRecord(accountId);
    }

    public void connect(String arn, EventSink sink) {
        sinks.put(arn, sink);
    }

    public void connectBus(EventSink sink) {
        bus = sink;
    }

    public Optional<EventSink> find(String arn) {
        return Optional.ofNullable(sinks.get(arn));
    }

    /// All events of a bucket, as EventBridge writes them.
    public EventRule toBus() {
        return new EventRule("EventBridge", ALL, "", "", busForm, json -> bus.deliver(json));
    }
}
