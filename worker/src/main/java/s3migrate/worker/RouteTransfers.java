package s3migrate.worker;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.job.Job;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Ledger;
import s3migrate.log.EventLog;
import s3migrate.route.CopySettings;
import s3migrate.route.Route;
import s3migrate.route.SettingsException;
import s3migrate.route.StoreProfile;
import s3migrate.route.WorkerSettings;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.DeleteGuard;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.StaleUploads;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferListener;
import s3migrate.transfer.TransferSettings;
import s3migrate.worker.OpenStores.End;

/// Makes a transfer for each job, as its route says. Serves many threads.
final class RouteTransfers implements Transfers {

    private final WorkerSettings settings;
    private final OpenStores stores;
    private final JobRoutes routes;
    private final Ledger ledger;
    private final DeleteLedger deleteLedger;
    private final InstantSource clock;
    private final TransferListener listener;
    private final DataTransfer transfer;
    private final EventLog log;
    private final Map<String, String> ways = new ConcurrentHashMap<>();
    private final Map<String, CopyRate> rates = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    RouteTransfers(
            WorkerSettings settings,
            OpenStores stores,
            JobRoutes routes,
            Ledger ledger,
            DeleteLedger deleteLedger,
            InstantSource clock,
            TransferListener listener,
            DataTransfer transfer,
            EventLog log) {
        this.settings = settings;
        this.stores = stores;
        this.routes = routes;
        this.ledger = ledger;
        this.deleteLedger = deleteLedger;
        this.clock = clock;
        this.listener = listener;
        this.transfer = transfer;
        this.log = log;
    }

    @Override
    public Transfer of(Job job) {
        var route = routes.of(job);
        var way = way(route);
        var to = stores.at(writer(route, way));
        return new Transfer(
                stores.at(source(route)).store(),
                to.store(),
                ledger,
                way,
                transferSettings(route, to.profile()),
                deletes(job, route),
                clock,
                Sleeper.system(),
                Heartbeat.system(),
                random,
                rates.computeIfAbsent(route.name(), _ -> new CopyRate()),
                listener);
    }

    private End writer(Route route, CopyWay way) {
        return way instanceof CopyWay.ServerSide ? within(route) : destination(route);
    }

    @Override
    public Optional<String> misfit(Job job) {
        return routes.misfit(job);
    }

    @Override
    public RouteProbe probe(Job job) {
        var route = routes.of(job);
        var to = stores.at(writer(route, way(route)));
        return new RouteProbe(
                stores.at(source(route)).store(),
                to.store(),
                transferSettings(route, to.profile()),
                clock);
    }

    @Override
    public int sweep(String route) {
        return routes.routing()
                .get()
                .routes()
                .named(route)
                .map(known -> {
                    var to = stores.at(destination(known));
                    var asked = transferSettings(known, to.profile()).bare();
                    return new StaleUploads(to.store(), ledger, asked, clock)
                            .end(known.destinationRange());
                })
                .orElse(0);
    }

    @Override
    public String credentials(Job job) {
        try {
            var route = routes.of(job);
            return "source: %s; destination: %s"
                    .formatted(source(route).whose(), destination(route).whose());
        } catch (SettingsException unreadable) {
            return "unknown: the routes cannot be read";
        }
    }

    /// Transfers at work keep the stores they have; those fail or end by themselves.
    @Override
    public boolean renewed(Job job, Instant since) {
        var route = routes.of(job);
        boolean source = stores.renewed(source(route), since);
        boolean within = stores.has(within(route)) && stores.renewed(within(route), since);
        return stores.renewed(destination(route), since) || source || within;
    }

    private End source(Route route) {
        var names = settings.deployment().parameters();
        return new End(
                settings.jobType().sourceParameter(route, names.credentials()),
                S3Stores.Side.SOURCE,
                Optional.of(StoreProfile.AWS),
                route.options().requesterPays());
    }

    private End destination(Route route) {
        var names = settings.deployment().parameters();
        return new End(
                settings.jobType().destinationParameter(route, names.credentials()),
                S3Stores.Side.DESTINATION,
                route.options().destinationStore(),
                route.options().requesterPays());
    }

    private End within(Route route) {
        var destination = destination(route);
        return new End(
                destination.credentialsParameter(),
                S3Stores.Side.WITHIN,
                destination.said(),
                destination.requesterPays());
    }

    /// Decided by facts that do not change while credentials stay; said once per route, and again
    /// when it is another.
    private CopyWay way(Route route) {
        var from = stores.at(source(route));
        var to = stores.at(destination(route));
        var there = stores.home(to, route.destination().bucket());
        transfer.goes(route.name(), stores.home(from, route.source().bucket()).distanceTo(there));
        // One parameter is one principal, also while one side has read it anew and the other not.
        boolean one =
                source(route)
                                .credentialsParameter()
                                .equals(destination(route).credentialsParameter())
                        || from.samePrincipalAs(to);
        var options = route.options();
        var facts = from.access().copiesTo(to.access(), to.profile(), one);
        var way = CopyWay.of(options.copy(), options.fallback(), facts, CopyWay.Sizes.OF_S3);
        if (!way.text().equals(ways.put(route.name(), way.text()))) {
            log.info("route_way", Map.of("route", route.name(), "copies_go", way.text()));
        }
        return way;
    }

    private Deletes deletes(Job job, Route route) {
        long most = route.options().deletes().perTenMinutes();
        return routes.mayDelete(job)
                ? new DeleteGuard(deleteLedger, route.name(), most, clock)
                : Deletes.NONE;
    }

    private TransferSettings transferSettings(Route route, StoreProfile destination) {
        CopySettings copying = settings.copying();
        var storageClass = route.options().storageClass().orElse(settings.storageClass());
        return new TransferSettings(
                copying.partBytes(),
                copying.partsAtOnce(),
                copying.attempts(),
                copying.smallBytes(),
                copying.hugeBytes(),
                settings.times().lease(),
                settings.times().completeMargin(),
                settings.caps().restarts(),
                storageClass.chosen(),
                destination,
                Evidence.least(route.options().require()),
                route.options().etagParity(),
                route.options().fidelity(),
                route.options().overwrite());
    }
}
