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

    private record Event(Change change, EventRule rule) implements Entry {}

    private record End() implements Entry {}

    private final Map<String, List<EventRule>> rules = new ConcurrentHashMap<>();
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread courier =
            Thread.ofPlatform().name("s3-events").daemon().start(this::deliverAll);

    public void add(String bucket, EventRule rule) {
        rules.computeIfAbsent(bucket, _ -> new CopyOnWriteArrayList<>()).add(rule);
    }

    @Override
    public void changed(Change change) {
        for (EventRule rule : rules.getOrDefault(change.bucket(), List.of())) {
            if (rule.covers(change.key())) {
                queue.add(new Event(change, rule));
            }
        }
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
            while (queue.take() instanceof Event(Change change, EventRule rule)) {
                deliver(rule, EventRecord.json(change, rule.id()));
            }
        } catch (InterruptedException stopped) {
            LOG.log(
                    Logger.Level.WARNING,
                    "Interrupted with {0} S3 events undelivered",
                    queue.size());
        }
    }

    private static void deliver(EventRule rule, String json) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                rule.sink().deliver(json);
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
