package s3migrate.sandbox.s3.event;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import s3migrate.sandbox.s3.store.Change;

/// Delivers events on a thread of its own, in the order of the changes: a slow sink holds up no
/// request, and closing waits until all is delivered. A sink that throws gets the event again for
/// ten seconds; then it is logged and dropped.
public final class Events implements Change.Listener, AutoCloseable {
    private static final Logger LOG = System.getLogger(Events.class.getName());
    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private sealed interface Entry {}

    private record Delivery(EventSink sink, String json) implements Entry {}

    private record End() implements Entry {}

    private final Map<String, List<EventRule>> added = new ConcurrentHashMap<>();
    private final Map<String, List<EventRule>> configured = new ConcurrentHashMap<>();
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread courier =
            Thread.ofPlatform().name("s3-events").daemon().start(this::deliverAll);

    public void add(String bucket, EventRule rule) {
        added.computeIfAbsent(bucket, _ -> new CopyOnWriteArrayList<>()).add(rule);
    }

    /// In place of the rules configured before; those added stay.
    public void configure(String bucket, List<EventRule> rules) {
        configured.put(bucket, List.copyOf(rules));
    }

    /// Delivers something else in its turn.
    public void deliver(EventSink sink, String json) {
        queue.add(new Delivery(sink, json));
    }

    @Override
    public void changed(Change change) {
        changed(change, added);
        changed(change, configured);
    }

    private void changed(Change change, Map<String, List<EventRule>> rules) {
        rules.getOrDefault(change.bucket(), List.of()).stream()
                .filter(rule -> rule.covers(change))
                .forEach(rule -> deliver(rule.sink(), rule.form().json(change, rule.id())));
    }

    /// Returns when all events are delivered, or the caller is interrupted.
    @Override
    public void close() {
        queue.add(new End());
        try {
            courier.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliverAll() {
        try {
            while (queue.take() instanceof Delivery(EventSink sink, String json)) {
                insist(sink, json);
            }
        } catch (InterruptedException stopped) {
            LOG.log(
                    Logger.Level.WARNING,
                    "Interrupted with {0} S3 events undelivered",
                    queue.size());
        }
    }

    private static void insist(EventSink sink, String json) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                sink.deliver(json);
                return;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception refused) {
                LOG.log(
                        Logger.Level.WARNING,
                        "S3 event not taken, attempt " + attempt + ": " + json,
                        refused);
                Thread.sleep(PAUSE);
            }
        }
        LOG.log(Logger.Level.ERROR, "S3 event dropped: {0}", json);
    }
}
