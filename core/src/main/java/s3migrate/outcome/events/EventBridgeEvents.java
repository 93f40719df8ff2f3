package s3migrate.outcome.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.outcome.events.PutEvents.Answer;
import s3migrate.price.Meter;
import s3migrate.price.Priced;
import s3migrate.time.Backoff;
import s3migrate.time.Sleeper;

/// Outcome events on the account's default event bus. EventBridge answers for each event of a
/// request: those it failed are sent again, and those that will not pass are an error.
public final class EventBridgeEvents implements OutcomeEvents {

    /// Events in one request (EventBridge quotas).
    private static final int MAX_ENTRIES = 10;

    /// Below the 256 KB that all events of a request may have, whatever a KB is.
    private static final int MAX_BYTES = 255_000;

    private static final int REQUESTS_AT_ONCE = 8;
    private static final int MAX_ATTEMPTS = 6;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final PutEvents bus;
    private final Meter meter;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    EventBridgeEvents(PutEvents bus, Meter meter, Sleeper sleeper, RandomGenerator random) {
        this.bus = bus;
        this.meter = meter;
        this.sleeper = sleeper;
        this.random = random;
    }

    /// The bus of the program's own account and region, as its environment says. Connects to
    /// nothing yet.
    public static EventBridgeEvents countedBy(
            Meter meter, Sleeper sleeper, RandomGenerator random) {
        return new EventBridgeEvents(
                new PutEvents(BusConnection::ofEnvironment), meter, sleeper, random);
    }

    @Override
    public void send(List<OutcomeEvent> events) {
        requests(events.stream().map(Entry::of).toList()).stream()
                .gather(Gatherers.mapConcurrent(REQUESTS_AT_ONCE, this::put))
                .forEach(taken -> meter.add(Priced.OUTCOME_EVENT, taken));
    }

    private static List<List<Entry>> requests(List<Entry> entries) {
        var requests = new ArrayList<List<Entry>>();
        int from = 0;
        while (from < entries.size()) {
            int to = from;
            int bytes = 0;
            do {
                bytes += entries.get(to++).bytes();
            } while (to < entries.size()
                    && to - from < MAX_ENTRIES
                    && bytes + entries.get(to).bytes() <= MAX_BYTES);
            requests.add(entries.subList(from, to));
            from = to;
        }
        return requests;
    }

    /// Sends what one request can hold, until all of it is taken.
    private int put(List<Entry> entries) {
        var left = entries;
        for (int attempt = 1; ; attempt++) {
            var answer = bus.put(left);
            switch (answer) {
                case Answer.Taken _ -> {
                    return entries.size();
                }
                case Answer.Again(var failed, _) -> left = failed;
                case Answer.Refused _ -> {}
            }
            if (attempt == MAX_ATTEMPTS || answer instanceof Answer.Refused) {
                throw new OutcomeEventsException(
                        "PutEvents %s: %d events not sent, because of %s"
                                .formatted(bus.endpoint(), left.size(), answer.reason()));
            }
            pause(attempt);
        }
    }

    private void pause(int attempt) {
        try {
            sleeper.sleep(BACKOFF.after(attempt, random));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OutcomeEventsException(
                    "PutEvents %s: interrupted".formatted(bus.endpoint()), interrupted);
        }
    }
}
