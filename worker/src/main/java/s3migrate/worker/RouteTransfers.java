package s3migrate.worker;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import s3migrate.job.Job;
import s3migrate.job.Routing;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.log.EventLog;
import s3migrate.price.Distance;
import s3migrate.price.Meter;
import s3migrate.route.CopySettings;
import s3migrate.route.Credentials;
import s3migrate.route.CredentialsReader;
import s3migrate.route.Parameters;
import s3migrate.route.Route;
import s3migrate.route.StorageClass;
import s3migrate.route.StoreProfile;
import s3migrate.route.WorkerSettings;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.DeleteGuard;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferListener;
import s3migrate.transfer.TransferSettings;

/// Opens each side's store once per set of credentials, and a transfer per route. Serves many
/// threads.
final class RouteTransfers implements Transfers {

    /// One end of routes: whose credentials (empty: the program's own role), which end, and what
    /// its store can do (empty: what its endpoint says).
    private record End(
            Optional<String> credentialsParameter,
            S3Stores.Side side,
            Optional<StoreProfile> said) {

        String whose() {
            return credentialsParameter.map("parameter "::concat).orElse("own role");
        }
    }

    /// A store, the credentials it was opened with (empty: the program's own role), when, and when
    /// those were last read.
    private record Opened(
            ObjectStore store,
            S3Access access,
            StoreProfile profile,
            Optional<Credentials> credentials,
            Instant at,
            Instant read) {

        Opened readAt(Instant now) {
            return new Opened(store, access, profile, credentials, at, now);
        }

        boolean samePrincipalAs(Opened that) {
            return credentials.isEmpty()
                    ? that.credentials.isEmpty()
                    : that.credentials.filter(credentials.get()::samePrincipalAs).isPresent();
        }
    }

    /// A parameter is read no more often: a refused route has many messages, and SSM answers 40
    /// requests per second.
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);

    private final WorkerSettings settings;
    private final Parameters parameters;
    private final Supplier<Routing> routing;
    private final Ledger ledger;
    private final DeleteLedger deleteLedger;
    private final InstantSource clock;
    private final TransferListener listener;
    private final Meter meter;
    private final EventLog log;
    private final Map<String, String> ways = new ConcurrentHashMap<>();
    private final Map<String, Distance> distances = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Map<End, Opened> stores = new HashMap<>(); // guarded by this

    RouteTransfers(
            WorkerSettings settings,
            Parameters parameters,
            Supplier<Routing> routing,
            Ledger ledger,
            DeleteLedger deleteLedger,
            InstantSource clock,
            TransferListener listener,
            Meter meter,
            EventLog log) {
        this.settings = settings;
        this.parameters = parameters;
        this.routing = routing;
        this.ledger = ledger;
        this.deleteLedger = deleteLedger;
        this.clock = clock;
        this.listener = listener;
        this.meter = meter;
        this.log = log;
    }

    @Override
    public Transfer of(Job job) {
        var route = routeOf(job);
        var way = way(route);
        var to = opened(writer(route, way));
        return new Transfer(
                opened(source(route)).store(),
                to.store(),
                ledger,
                way,
                transferSettings(route, to.profile()),
                deletes(route),
                clock,
                Sleeper.system(),
                Heartbeat.system(),
                random,
                listener);
    }

    private End writer(Route route, CopyWay way) {
        return way instanceof CopyWay.ServerSide ? within(route) : destination(route);
    }

    @Override
    public RouteProbe probe(Job job) {
        var route = routeOf(job);
        return new RouteProbe(
                opened(source(route)).store(), opened(writer(route, way(route))).store());
    }

    @Override
    public String credentials(Job job) {
        var route = routeOf(job);
        return "source: %s; destination: %s"
                .formatted(source(route).whose(), destination(route).whose());
    }

    /// Transfers at work keep the stores they have; those fail or end by themselves.
    @Override
    public synchronized boolean renewed(Job job, Instant since) {
        var route = routeOf(job);
        boolean source = renewed(source(route), since);
        boolean within = stores.containsKey(within(route)) && renewed(within(route), since);
        return renewed(destination(route), since) || source || within;
    }

    private boolean renewed(End end, Instant since) {
        var opened = Optional.ofNullable(stores.get(end));
        if (opened.isEmpty() || opened.get().at().isAfter(since)) {
            return true;
        }
        if (clock.instant().isBefore(opened.get().read().plus(READ_AGAIN))) {
            return false;
        }
        var credentials = credentials(end);
        boolean same = credentials.equals(opened.get().credentials());
        stores.put(end, same ? opened.get().readAt(clock.instant()) : open(end, credentials));
        return !same;
    }

    /// How far bytes of a route go; of one that had no transfer here yet, not far.
    Distance distance(String route) {
        return distances.getOrDefault(route, Distance.WITHIN_REGION);
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
                S3Stores.Side.SOURCE,
                Optional.of(StoreProfile.AWS));
    }

    private End destination(Route route) {
        var names = settings.deployment().parameters();
        return new End(
                settings.jobType().destinationParameter(route, names.credentials()),
                S3Stores.Side.DESTINATION,
                route.options().destinationStore());
    }

    private End within(Route route) {
        var destination = destination(route);
        return new End(
                destination.credentialsParameter(), S3Stores.Side.WITHIN, destination.said());
    }

    /// Decided by facts that do not change while credentials stay; said once per route, and again
    /// when it is another.
    private CopyWay way(Route route) {
        var from = opened(source(route));
        var to = opened(destination(route));
        distances.put(route.name(), from.access().distanceTo(to.access()));
        var options = route.options();
        var facts = from.access().copiesTo(to.access(), to.profile(), from.samePrincipalAs(to));
        var way = CopyWay.of(options.copy(), options.fallback(), facts, CopyWay.Sizes.OF_S3);
        if (!way.text().equals(ways.put(route.name(), way.text()))) {
            log.info("route_way", Map.of("route", route.name(), "copies_go", way.text()));
        }
        return way;
    }

    private synchronized Opened opened(End end) {
        return stores.computeIfAbsent(end, absent -> open(absent, credentials(absent)));
    }

    private Optional<Credentials> credentials(End end) {
        return end.credentialsParameter()
                .map(name -> CredentialsReader.read(name, parameters.value(name)));
    }

    private Opened open(End end, Optional<Credentials> credentials) {
        var access = credentials.map(S3Access::of).orElseGet(S3Access::ofOwnRole);
        var profile = end.said().orElseGet(() -> StoreProfile.at(access.endpoint()));
        if (end.said().isEmpty() && profile.equals(StoreProfile.UNKNOWN)) {
            log.warn(
                    "unknown_store",
                    Map.of(
                            "endpoint",
                            access.endpoint().map(URI::toString).orElse(""),
                            "reason",
                            "nothing is known of this store, so nothing is asked of it that not every store can do: des_store of its routes says what it can"));
        }
        var store = S3Stores.open(access, end.side(), connections(end.side()), profile);
        return new Opened(store, access, profile, credentials, clock.instant(), clock.instant());
    }

    private S3Connections connections(S3Stores.Side side) {
        int atOnce = settings.copying().partsAtOnce();
        var connections =
                switch (side) {
                    case SOURCE, DESTINATION -> S3Connections.forInFlight(atOnce);
                    case WITHIN ->
                            S3Connections.forCopiesInFlight(
                                    Math.max(atOnce, CopyWay.Sizes.OF_S3.partsAtOnce()));
                };
        return connections.countedBy(meter);
    }

    private Deletes deletes(Route route) {
        var wish = route.options().deletes();
        return wish.extras()
                ? new DeleteGuard(deleteLedger, route.name(), wish.perTenMinutes(), clock)
                : Deletes.NONE;
    }

    private static Evidence least(Route route) {
        return switch (route.options().require()) {
            case CHECKSUM -> Evidence.OWN_CHECKSUM;
            case ETAG -> Evidence.ETAG;
            case SIZE -> Evidence.SIZE;
        };
    }

    private TransferSettings transferSettings(Route route, StoreProfile destination) {
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
                        : Optional.of(storageClass.name()),
                destination,
                least(route),
                route.options().etagParity());
    }
}
