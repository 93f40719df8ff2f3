package s3migrate.worker;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.job.Job;
import s3migrate.job.Routing;
import s3migrate.ledger.Ledger;
import s3migrate.route.CopySettings;
import s3migrate.route.CredentialsReader;
import s3migrate.route.Parameters;
import s3migrate.route.Route;
import s3migrate.route.StorageClass;
import s3migrate.route.WorkerSettings;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferListener;
import s3migrate.transfer.TransferSettings;

/// Opens each side's store once per set of credentials, and a transfer per route. Serves many
/// threads.
final class RouteTransfers implements Transfers {

    /// One end of routes: whose credentials (empty: the program's own role), and which end.
    private record End(Optional<String> credentialsParameter, S3Stores.Side side) {}

    private final WorkerSettings settings;
    private final Parameters parameters;
    private final Supplier<Routing> routing;
    private final Ledger ledger;
    private final InstantSource clock;
    private final TransferListener listener;
    private final SecureRandom random = new SecureRandom();
    private final Map<End, ObjectStore> stores = new HashMap<>(); // guarded by this

    RouteTransfers(
            WorkerSettings settings,
            Parameters parameters,
            Supplier<Routing> routing,
            Ledger ledger,
            InstantSource clock,
            TransferListener listener) {
        this.settings = settings;
        this.parameters = parameters;
        this.routing = routing;
        this.ledger = ledger;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public Transfer of(Job job) {
        var route = routeOf(job);
        return new Transfer(
                store(source(route)),
                store(destination(route)),
                ledger,
                transferSettings(route),
                clock,
                Sleeper.system(),
                Heartbeat.system(),
                random,
                listener);
    }

    /// Transfers at work keep the stores they have; those fail or end by themselves.
    @Override
    public synchronized void reopen(Job job) {
        var route = routeOf(job);
        stores.remove(source(route));
        stores.remove(destination(route));
    }

    private Route routeOf(Job job) {
        var routes = routing.get().routes();
        return routes.named(job.route())
                .orElseGet(() -> routes.ordered(job.source(), job.destination()));
    }

    private End source(Route route) {
        var names = settings.deployment().parameters();
        return new End(
                settings.jobType().sourceParameter(route, names.credentials()),
                S3Stores.Side.SOURCE);
    }

    private End destination(Route route) {
        var names = settings.deployment().parameters();
        return new End(
                settings.jobType().destinationParameter(route, names.credentials()),
                S3Stores.Side.DESTINATION);
    }

    private synchronized ObjectStore store(End end) {
        return stores.computeIfAbsent(end, this::open);
    }

    private ObjectStore open(End end) {
        var access =
                end.credentialsParameter()
                        .map(name ->
                                S3Access.of(CredentialsReader.read(name, parameters.value(name))))
                        .orElseGet(S3Access::ofOwnRole);
        var connections = S3Connections.forInFlight(settings.copying().partsAtOnce());
        return S3Stores.open(access, end.side(), connections);
    }

    private TransferSettings transferSettings(Route route) {
        CopySettings copying = settings.copying();
        var storageClass = route.options().storageClass().orElse(settings.storageClass());
        return new TransferSettings(
                copying.partBytes(),
                copying.partsAtOnce(),
                copying.attempts(),
                copying.smallBytes(),
                settings.times().lease(),
                settings.times().completeMargin(),
                settings.caps().restarts(),
                storageClass == StorageClass.KEEP
                        ? Optional.empty()
                        : Optional.of(storageClass.name()));
    }
}
