package s3migrate.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import s3migrate.job.Routing;
import s3migrate.ledger.LedgerException;
import s3migrate.log.EventLog;
import s3migrate.route.SettingsException;

/// Writes down what routes with a cap cost, over all workers, and stops those that reached it. What
/// cannot be written is written the next time. Serves many threads.
final class SpendCaps {

    private final RouteShares shares;
    private final Function<String, OptionalLong> caps;
    private final Circuits circuits;
    private final EventLog log;
    private final Map<String, Long> unwritten = new HashMap<>(); // guarded by this

    /// @param caps of routes by name, in USD
    SpendCaps(
            RouteShares shares,
            Function<String, OptionalLong> caps,
            Circuits circuits,
            EventLog log) {
        this.shares = shares;
        this.caps = caps;
        this.circuits = circuits;
        this.log = log;
    }

    /// The caps that routes choose.
    static Function<String, OptionalLong> of(Supplier<Routing> routing) {
        return name ->
                routing.get()
                        .routes()
                        .named(name)
                        .map(route -> route.options().spending().capUsd())
                        .orElse(OptionalLong.empty());
    }

    /// The process spent so many millionths of a USD since the last time.
    synchronized void spent(long microUsd) {
        shares.of(microUsd).forEach((route, share) -> unwritten.merge(route, share, Long::sum));
        unwritten.entrySet().removeIf(share -> isWritten(share.getKey(), share.getValue()));
    }

    private boolean isWritten(String route, long microUsd) {
        try {
            caps.apply(route).ifPresent(capUsd -> circuits.of(route).spent(microUsd, capUsd));
            return true;
        } catch (SettingsException | LedgerException broke) {
            log.warn(
                    "spending_not_written",
                    Map.of("route", route, "reason", String.valueOf(broke.getMessage())));
            return false;
        }
    }
}
