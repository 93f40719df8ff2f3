package s3migrate.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import s3migrate.price.Meter;
import s3migrate.price.Prices;

/// Which route has what share of what a process spends. Bytes that leave a region count for the
/// route of their object; everything else, requests and time, is shared by the number of objects
/// that were looked at, those that had to wait too. Serves many threads.
final class RouteShares {

    private static final double MICRO = 1e-6;

    private final Prices prices;
    private final Map<String, LongAdder> objects = new ConcurrentHashMap<>();
    private final Map<String, DoubleAdder> usd = new ConcurrentHashMap<>();
    private long unshared; // guarded by this

    RouteShares(Prices prices) {
        this.prices = prices;
    }

    /// An object of the route was looked at.
    void object(String route) {
        objects.computeIfAbsent(route, _ -> new LongAdder()).increment();
    }

    /// Is told what was used for this route alone.
    Meter alone(String route) {
        var own = usd.computeIfAbsent(route, _ -> new DoubleAdder());
        return (priced, units) -> own.add(units * prices.of(priced));
    }

    /// The shares, in millionths of a USD, of what the process spent since the last time. As long
    /// as no object was looked at nobody has any, and the next objects have it all.
    ///
    /// @param microUsd of all routes together, with what was used for one alone
    synchronized Map<String, Long> of(long microUsd) {
        unshared += microUsd;
        if (unshared == 0) {
            return Map.of();
        }
        var looked = new HashMap<String, Long>();
        objects.forEach((route, count) -> looked.put(route, count.sumThenReset()));
        long all = looked.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return Map.of();
        }
        var shares = new HashMap<String, Long>();
        usd.forEach((route, own) -> shares.put(route, Math.round(own.sumThenReset() / MICRO)));
        long alone = shares.values().stream().mapToLong(Long::longValue).sum();
        double perObject = (double) Math.max(0, unshared - alone) / all;
        looked.forEach(
                (route, count) -> shares.merge(route, Math.round(perObject * count), Long::sum));
        shares.values().removeIf(share -> share == 0);
        unshared = 0;
        return shares;
    }
}
