package s3migrate.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.price.Distance;
import s3migrate.price.Meter;

/// What AWS bills as data transfer: bytes of routes that leave a region, as they go, those too that
/// no object comes of in the end. Serves many threads.
final class DataTransfer {

    private final Meter meter;
    private final RouteShares shares;
    private final Map<String, Distance> distances = new ConcurrentHashMap<>();

    /// @param meter of the whole process
    /// @param shares what each route has of that
    DataTransfer(Meter meter, RouteShares shares) {
        this.meter = meter;
        this.shares = shares;
    }

    /// So far the bytes of a route go from now on; before, not far.
    void goes(String route, Distance distance) {
        distances.put(route, distance);
    }

    /// So many bytes of a route went their way.
    void of(String route, long bytes) {
        var distance = distances.getOrDefault(route, Distance.WITHIN_REGION);
        distance.tell(meter, bytes);
        distance.tell(shares.alone(route), bytes);
    }
}
