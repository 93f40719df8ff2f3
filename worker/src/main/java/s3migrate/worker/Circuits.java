package s3migrate.worker;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.ledger.RouteLedger;
import s3migrate.route.TimeSettings;

/// The circuit of each route that this process has met. Serves many threads.
final class Circuits {

    private final RouteLedger ledger;
    private final TimeSettings times;
    private final InstantSource clock;
    private final CircuitListener listener;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    Circuits(
            RouteLedger ledger, TimeSettings times, InstantSource clock, CircuitListener listener) {
        this.ledger = ledger;
        this.times = times;
        this.clock = clock;
        this.listener = listener;
    }

    /// The circuit of a route.
    Circuit of(String route) {
        return circuits.computeIfAbsent(
                route, name -> new Circuit(new KnownRoute(name, ledger, listener), times, clock));
    }
}
