package s3migrate.cli.sync;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import s3migrate.cli.CouldNotStart;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.journal.JournalLedger;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.route.SettingsException;
import s3migrate.route.StorageClass;
import s3migrate.route.StoreProfile;
import s3migrate.run.Sampled;
import s3migrate.run.plan.Forecast;
import s3migrate.run.plan.Path;
import s3migrate.run.plan.SampledForecast;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferSettings;
import s3migrate.transfer.evidence.EvidenceException;
import s3migrate.worker.NativeCrypto;

/// A route with all that copies along it need: both stores, the journal of open uploads, the log of
/// evidence, and counts of what is done. Serves many threads.
final class OpenRoute implements AutoCloseable {

    private static final long SMALL_BYTES = 64L << 20;
    private static final int ATTEMPTS = 3;
    private static final int MAX_RESTARTS = 20;

    /// The journal's directory proves that no other process holds a lease: it only has to outlast a
    /// beat.
    private static final Duration LEASE = Duration.ofMinutes(2);

    /// A request without an answer may land so much later (longer than the client's time-outs).
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final SyncPlan plan;
    private final S3Access from;
    private final S3Access to;
    private final CopyWay way;
    private final InstantSource clock = InstantSource.system();
    private final Sleeper sleeper = Sleeper.system();
    private final RandomGenerator random = new SecureRandom();
    private final Failures failures = new Failures();
    private final Tallies tallies = new Tallies(failures, clock);
    private final JournalLedger journal;
    private final EvidenceLog evidence;
    private final ObjectStore source;
    private final ObjectStore destination;

    /// Opens the route; nothing is asked of either side yet.
    ///
    /// @throws CouldNotStart if there is no region, the copies cannot go as asked, another process
    ///   is at the route, or the state directory cannot be used
    static OpenRoute of(SyncPlan plan) {
        try {
            return new OpenRoute(plan);
        } catch (LedgerException | EvidenceException unusable) {
            throw new CouldNotStart(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private OpenRoute(SyncPlan plan) {
        NativeCrypto.install();
        this.plan = plan;
        this.from = plan.source().access();
        this.to = plan.destination().access();
        this.way = way(plan, from, to);
        this.journal = JournalLedger.open(plan.state(), clock);
        try {
            this.evidence = new EvidenceLog(plan.state().resolve("evidence.jsonl"), clock);
        } catch (EvidenceException unusable) {
            journal.close();
            throw unusable;
        }
        var streaming = S3Connections.forInFlight(plan.engine().connections());
        this.source =
                S3Stores.open(
                        from,
                        S3Stores.Side.SOURCE,
                        streaming,
                        terms(StoreProfile.AWS),
                        plan.source().traffic(clock, sleeper));
        this.destination = destination(streaming);
    }

    private static CopyWay way(SyncPlan plan, S3Access from, S3Access to) {
        boolean one = plan.source().identity().equals(plan.destination().identity());
        var sizes = CopyWay.Sizes.OF_S3.withConnections(plan.engine().connections());
        var options = plan.route().options();
        try {
            return CopyWay.of(
                    options.copy(),
                    options.fallback(),
                    from.copiesTo(to, plan.store(), one),
                    sizes);
        } catch (SettingsException impossible) {
            throw new CouldNotStart("--copy " + impossible.faults().getFirst(), impossible);
        }
    }

    private ObjectStore destination(S3Connections streaming) {
        var traffic = plan.destination().traffic(clock, sleeper);
        return switch (way) {
            case CopyWay.Streaming _ ->
                    S3Stores.open(
                            to, S3Stores.Side.DESTINATION, streaming, terms(plan.store()), traffic);
            case CopyWay.ServerSide _ ->
                    S3Stores.open(
                            to,
                            S3Stores.Side.WITHIN,
                            S3Connections.forCopiesInFlight(plan.engine().connections()),
                            terms(plan.store()),
                            traffic);
        };
    }

    private S3Terms terms(StoreProfile profile) {
        return S3Terms.of(profile).withRequesterPays(route().options().requesterPays());
    }

    /// Takes jobs to the destination until it is closed.
    SyncTransfers transfers(Deletes deletes) {
        var settings = settings();
        var transfer =
                new Transfer(
                        source,
                        destination,
                        journal,
                        way,
                        settings,
                        deletes,
                        clock,
                        sleeper,
                        Heartbeat.system(),
                        random,
                        new CopyRate(),
                        tallies);
        return new SyncTransfers(
                transfer, limits(settings), tallies, failures, evidence, clock, sleeper, random);
    }

    private TransferSettings settings() {
        var options = route().options();
        return new TransferSettings(
                plan.engine().partBytes(),
                plan.engine().partsAtOnce(),
                ATTEMPTS,
                SMALL_BYTES,
                TransferSettings.NEVER_SLICED,
                LEASE,
                Duration.ZERO,
                MAX_RESTARTS,
                options.storageClass().flatMap(StorageClass::chosen),
                plan.store(),
                Evidence.least(options.require()),
                options.etagParity(),
                options.fidelity(),
                options.overwrite());
    }

    private SyncTransfers.Limits limits(TransferSettings settings) {
        int connections = plan.engine().connections();
        return switch (way) {
            case CopyWay.Streaming _ ->
                    new SyncTransfers.Limits(
                            connections,
                            settings.partsAtOnce(),
                            settings.partBytes(),
                            SMALL_BYTES,
                            SETTLE);
            case CopyWay.ServerSide(_, _, var sizes) ->
                    new SyncTransfers.Limits(
                            connections,
                            sizes.partsAtOnce(),
                            sizes.partBytes(),
                            sizes.wholeBytes(),
                            SETTLE);
        };
    }

    /// What it will take to copy what was found so far.
    Forecast forecast() {
        return Forecast.of(tallies.found(), path(), Prices.read());
    }

    /// What it may take to copy what a sample tells of.
    SampledForecast forecast(Sampled sample) {
        return SampledForecast.of(sample, path(), Prices.read());
    }

    private Path path() {
        return new Path(
                way instanceof CopyWay.ServerSide,
                Path.Distance.between(regionOfAws(from), regionOfAws(to)),
                Optional.empty(),
                SMALL_BYTES,
                plan.engine().partBytes(),
                route().options().compare(),
                false);
    }

    private static Optional<String> regionOfAws(S3Access access) {
        return access.endpoint().isEmpty() ? Optional.of(access.region().id()) : Optional.empty();
    }

    SyncPlan plan() {
        return plan;
    }

    Route route() {
        return plan.route();
    }

    ObjectStore source() {
        return source;
    }

    ObjectStore destination() {
        return destination;
    }

    JournalLedger journal() {
        return journal;
    }

    CopyWay way() {
        return way;
    }

    InstantSource clock() {
        return clock;
    }

    Tallies tallies() {
        return tallies;
    }

    Failures failures() {
        return failures;
    }

    @Override
    public void close() {
        try (source;
                destination;
                journal;
                evidence) {
            // All of them, even if one close throws.
        }
    }
}
