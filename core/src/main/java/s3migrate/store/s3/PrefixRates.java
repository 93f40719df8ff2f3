package s3migrate.store.s3;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What each prefix takes, of those that were asked for lately. Serves many threads.
final class PrefixRates {

    /// From so many prefixes on those that were idle for a minute are forgotten, each time there
    /// are twice as many as were left the last time: looking through them stays cheap.
    private static final int MANY = 1_000;

    private final InstantSource clock;
    private final Map<String, PrefixRate> rates = new ConcurrentHashMap<>();
    private final AtomicInteger tooMany = new AtomicInteger(MANY);

    PrefixRates(InstantSource clock) {
        this.clock = clock;
    }

    PrefixRate of(String prefix) {
        if (rates.size() >= tooMany.get()) {
            forgetIdle();
        }
        return rates.computeIfAbsent(prefix, _ -> new PrefixRate());
    }

    private synchronized void forgetIdle() {
        if (rates.size() >= tooMany.get()) {
            var now = clock.instant();
            rates.values().removeIf(rate -> rate.isIdle(now));
            tooMany.set(Math.max(MANY, 2 * rates.size()));
        }
    }

    /// How many are remembered.
    int size() {
        return rates.size();
    }
}
