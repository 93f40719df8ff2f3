package s3migrate.worker;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.log.EventLog;
import s3migrate.price.Meter;
import s3migrate.route.CredentialsReader;
import s3migrate.route.Parameters;
import s3migrate.route.StoreProfile;
import s3migrate.route.WorkerSettings;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.RenewableCredentials;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.store.s3.Traffic;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyWay;

/// The stores of the ends of routes, each opened once and used by all routes that have the end.
/// Serves many threads.
final class OpenStores {

    /// One end of routes: whose credentials (empty: the program's own role), which end, and what
    /// its store can do (empty: what its endpoint says), and whether we pay where requesters do.
    record End(
            Optional<String> credentialsParameter,
            S3Stores.Side side,
            Optional<StoreProfile> said,
            boolean requesterPays) {

        String whose() {
            return credentialsParameter.map("parameter "::concat).orElse("own role");
        }
    }

    /// A store, the credentials it was opened with (empty: the program's own role), and when.
    record Opened(
            ObjectStore store,
            S3Access access,
            StoreProfile profile,
            Optional<RenewableCredentials> credentials,
            Instant at) {

        boolean samePrincipalAs(Opened that) {
            if (credentials.isEmpty() || that.credentials.isEmpty()) {
                return credentials.isEmpty() && that.credentials.isEmpty();
            }
            return credentials.get().current().samePrincipalAs(that.credentials.get().current());
        }
    }

    private final WorkerSettings settings;
    private final int messagesAtOnce;
    private final Parameters parameters;
    private final InstantSource clock;
    private final Meter meter;
    private final EventLog log;
    private final Traffic source;
    private final Traffic destination;
    private final BucketHomes homes;
    private final Map<End, Opened> stores = new HashMap<>(); // guarded by this

    /// @param messagesAtOnce each of which has `partsAtOnce` parts or objects in flight
    OpenStores(
            WorkerSettings settings,
            int messagesAtOnce,
            Parameters parameters,
            InstantSource clock,
            Meter meter,
            EventLog log) {
        this.settings = settings;
        this.messagesAtOnce = messagesAtOnce;
        this.parameters = parameters;
        this.clock = clock;
        this.meter = meter;
        this.log = log;
        this.source = new Traffic(settings.rates().source(), clock, Sleeper.system());
        this.destination = new Traffic(settings.rates().destination(), clock, Sleeper.system());
        this.homes = new BucketHomes(this::asked);
    }

    /// The store of an end, opened if it is not yet.
    ///
    /// @throws s3migrate.route.SettingsException if its credentials are missing or malformed
    synchronized Opened at(End end) {
        return stores.computeIfAbsent(end, this::open);
    }

    /// Reads the credentials of an end again, unless that was done after `since`. With another
    /// region or endpoint its store is opened anew; transfers at work keep the one they have.
    ///
    /// @return whether they are others than `since`, or nobody has used them yet
    /// @throws s3migrate.route.SettingsException if they are missing or malformed
    synchronized boolean renewed(End end, Instant since) {
        var opened = Optional.ofNullable(stores.get(end));
        if (opened.isEmpty() || opened.get().at().isAfter(since)) {
            return true;
        }
        if (opened.get().credentials().isEmpty()) {
            return false;
        }
        var credentials = opened.get().credentials().get();
        if (!credentials.readAgain(since).equals(credentials.current())) {
            stores.put(end, open(end));
            return true;
        }
        return credentials.since().isAfter(since);
    }

    /// Whether somebody has used this end.
    synchronized boolean has(End end) {
        return stores.containsKey(end);
    }

    /// The way to a bucket of an end, as far as it decides what bytes cost on theirs.
    S3Access home(Opened end, String bucket) {
        return homes.of(end.access(), bucket);
    }

    private S3Access asked(S3Access access, String bucket) {
        try (var setup = S3Stores.setup(access, S3Connections.forInFlight(1).countedBy(meter))) {
            return access.to(bucket, setup);
        }
    }

    private Opened open(End end) {
        var credentials =
                end.credentialsParameter()
                        .map(name ->
                                new RenewableCredentials(
                                        () -> CredentialsReader.read(name, parameters.value(name)),
                                        clock));
        var access = credentials.map(S3Access::of).orElseGet(S3Access::ofOwnRole);
        var profile = end.said().orElseGet(() -> profileAt(access));
        var terms =
                S3Terms.of(profile)
                        .withVersionsNeeded(settings.getWithVersionId())
                        .withRequesterPays(end.requesterPays());
        var store =
                S3Stores.open(
                        access, end.side(), connections(end.side()), terms, traffic(end.side()));
        return new Opened(store, access, profile, credentials, clock.instant());
    }

    private StoreProfile profileAt(S3Access access) {
        var profile = StoreProfile.at(access.endpoint());
        if (profile.equals(StoreProfile.UNKNOWN)) {
            log.warn(
                    "unknown_store",
                    Map.of(
                            "endpoint",
                            access.endpoint().map(URI::toString).orElse(""),
                            "reason",
                            "nothing is known of this store, so nothing is asked of it that not every store can do: des_store of its routes says what it can"));
        }
        return profile;
    }

    private Traffic traffic(S3Stores.Side side) {
        return switch (side) {
            case SOURCE -> source;
            case DESTINATION, WITHIN -> destination;
        };
    }

    private S3Connections connections(S3Stores.Side side) {
        int atOnce = messagesAtOnce * settings.copying().partsAtOnce();
        var connections =
                switch (side) {
                    case SOURCE, DESTINATION -> S3Connections.forInFlight(atOnce);
                    case WITHIN ->
                            S3Connections.forCopiesInFlight(
                                    Math.max(atOnce, CopyWay.Sizes.OF_S3.partsAtOnce()));
                };
        return connections.countedBy(meter);
    }
}
