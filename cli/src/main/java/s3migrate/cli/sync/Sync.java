package s3migrate.cli.sync;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.SideOptions;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.journal.JournalLedger;
import s3migrate.listing.KeyRange;
import s3migrate.price.Prices;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Copy;
import s3migrate.route.RouteOptions.Fallback;
import s3migrate.route.SettingsException;
import s3migrate.route.StorageClass;
import s3migrate.route.StoreProfile;
import s3migrate.run.Handover;
import s3migrate.run.MemoryRanges;
import s3migrate.run.Pauses;
import s3migrate.run.RoutePass;
import s3migrate.run.plan.Forecast;
import s3migrate.run.plan.Path;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferSettings;
import s3migrate.transfer.evidence.EvidenceException;

/// One sync from start to report: what an earlier one left open is finished first, then both sides
/// are compared, and differences go straight to transfers. Its state is S3 itself, and a journal of
/// open uploads.
final class Sync {

    private static final long SMALL_BYTES = 64L << 20;
    private static final int PARTS_AT_ONCE = 8;
    private static final int ATTEMPTS = 3;
    private static final int MAX_RESTARTS = 20;

    /// Ranges that are listed at once.
    private static final int LISTERS = 8;

    /// Nothing goes on from them, and each would wait for all transfers.
    private static final Duration NO_CHECKPOINTS = Duration.ofDays(365);

    /// The journal's directory proves that no other process holds a lease: it only has to outlast a
    /// beat.
    private static final Duration LEASE = Duration.ofMinutes(2);

    /// A request without an answer may land so much later (longer than the client's time-outs).
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final Plan plan;
    private final S3Access from;
    private final S3Access to;
    private final CopyWay way;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock = InstantSource.system();
    private final Sleeper sleeper = Sleeper.system();
    private final RandomGenerator random = new SecureRandom();
    private final Failures failures = new Failures();
    private final Tallies tallies = new Tallies(failures);

    /// What is asked for.
    ///
    /// @param store what the destination's store can do
    /// @param state directory of the journal and the evidence, for this route alone
    record Plan(
            Route route,
            SideOptions source,
            SideOptions destination,
            IgnoreList ignored,
            Copy copy,
            StoreProfile store,
            java.nio.file.Path state,
            int connections,
            long partBytes,
            boolean dryRun,
            boolean json) {}

    /// @throws CouldNotStart if no region is to be found, or the copies cannot go as asked
    Sync(Plan plan, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.from = plan.source().access();
        this.to = plan.destination().access();
        this.way = way(plan, from, to);
        this.out = out;
        this.err = err;
    }

    /// Does it all and reports.
    ///
    /// @return the exit code
    int run() throws InterruptedException {
        var start = clock.instant();
        var connections = S3Connections.forInFlight(plan.connections());
        var reading = plan.source().traffic(clock, sleeper);
        try (var source =
                        S3Stores.open(
                                from,
                                S3Stores.Side.SOURCE,
                                connections,
                                terms(StoreProfile.AWS),
                                reading);
                var destination = destination(connections);
                var journal = JournalLedger.open(plan.state(), clock);
                var evidence = new EvidenceLog(plan.state().resolve("evidence.jsonl"), clock)) {
            return sync(source, destination, journal, evidence, start);
        } catch (LedgerException | EvidenceException unusable) {
            throw new CouldNotStart(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static CopyWay way(Plan plan, S3Access from, S3Access to) {
        boolean one = plan.source().profile().equals(plan.destination().profile());
        var sizes = CopyWay.Sizes.OF_S3.withConnections(plan.connections());
        try {
            return CopyWay.of(
                    plan.copy(), Fallback.NONE, from.copiesTo(to, plan.store(), one), sizes);
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
                            S3Connections.forCopiesInFlight(plan.connections()),
                            terms(plan.store()),
                            traffic);
        };
    }

    private S3Terms terms(StoreProfile profile) {
        return S3Terms.of(profile).withRequesterPays(plan.route().options().requesterPays());
    }

    private int sync(
            ObjectStore source,
            ObjectStore destination,
            JournalLedger journal,
            EvidenceLog evidence,
            Instant start)
            throws InterruptedException {
        var pass =
                new RoutePass(
                        plan.route(),
                        source,
                        destination,
                        journal,
                        FailureIndex.NONE,
                        plan.ignored(),
                        clock,
                        tallies,
                        LISTERS);
        try (var handover = handover(source, destination, journal, evidence);
                var _ = showing()) {
            if (!plan.dryRun()) {
                finishOpen(journal, handover);
            }
            var _ =
                    pass.run(
                            new MemoryRanges(KeyRange.ALL),
                            () -> new SharedHandover(handover),
                            Pauses.NONE,
                            NO_CHECKPOINTS,
                            Deadline.never(clock));
            handover.settle();
        } catch (StoreException refused) {
            return stopped(refused, start);
        }
        report(start);
        return reportOf(start).exitCode();
    }

    /// A listing that fails, or a route whose objects cannot pass, ends the sync: what was copied
    /// stays.
    private int stopped(StoreException refused, Instant start) {
        if (tallies.done().copiedObjects() == 0 && tallies.found().found().objects() == 0) {
            throw new CouldNotStart(String.valueOf(refused.getMessage()), refused);
        }
        report(start);
        err.println("s3migrate: stopped: " + refused.getMessage());
        return ExitCode.STOPPED;
    }

    /// What a killed sync left: done first, so that its parts are used and no upload stays open.
    private void finishOpen(JournalLedger journal, Handover handover) throws InterruptedException {
        for (var entry : journal.entries()) {
            handover.give(
                    new Job(
                            plan.route().name(),
                            entry.source().location(),
                            Optional.empty(),
                            entry.destination(),
                            OptionalLong.of(entry.source().size()),
                            Optional.empty(),
                            JobHistory.startingAt(entry.started())));
        }
        handover.settle();
    }

    private Handover handover(
            ObjectStore source,
            ObjectStore destination,
            JournalLedger journal,
            EvidenceLog evidence) {
        if (plan.dryRun()) {
            return new CountingHandover();
        }
        var options = plan.route().options();
        var settings =
                new TransferSettings(
                        plan.partBytes(),
                        Math.min(PARTS_AT_ONCE, plan.connections()),
                        ATTEMPTS,
                        SMALL_BYTES,
                        TransferSettings.NEVER_SLICED,
                        LEASE,
                        Duration.ZERO,
                        MAX_RESTARTS,
                        options.storageClass().flatMap(StorageClass::chosen),
                        plan.store(),
                        Evidence.SIZE,
                        options.etagParity(),
                        options.fidelity(),
                        options.overwrite());
        var transfer =
                new Transfer(
                        source,
                        destination,
                        journal,
                        way,
                        settings,
                        Deletes.NONE,
                        clock,
                        sleeper,
                        Heartbeat.system(),
                        random,
                        new CopyRate(),
                        tallies);
        var limits =
                switch (way) {
                    case CopyWay.Streaming _ ->
                            new SyncTransfers.Limits(
                                    plan.connections(),
                                    settings.partsAtOnce(),
                                    SMALL_BYTES,
                                    SETTLE);
                    case CopyWay.ServerSide(_, _, var sizes) ->
                            new SyncTransfers.Limits(
                                    plan.connections(),
                                    sizes.partsAtOnce(),
                                    sizes.wholeBytes(),
                                    SETTLE);
                };
        return new SyncTransfers(
                transfer, limits, tallies, failures, evidence, clock, sleeper, random);
    }

    private Heartbeat.Running showing() {
        boolean terminal =
                !plan.json()
                        && Optional.ofNullable(System.console())
                                .filter(c -> c.isTerminal())
                                .isPresent();
        return terminal
                ? new SyncProgress(err, tallies, failures).start(Heartbeat.system())
                : () -> {};
    }

    private SyncReport reportOf(Instant start) {
        return new SyncReport(
                tallies.found(),
                tallies.done(),
                failures,
                way,
                plan.store(),
                plan.dryRun() ? Optional.of(forecast()) : Optional.empty(),
                Duration.between(start, clock.instant()));
    }

    private Forecast forecast() {
        var path =
                new Path(
                        way instanceof CopyWay.ServerSide,
                        Path.Distance.between(regionOfAws(from), regionOfAws(to)),
                        Optional.empty(),
                        SMALL_BYTES,
                        plan.partBytes(),
                        plan.route().options().compare(),
                        false);
        return Forecast.of(tallies.found(), path, Prices.read());
    }

    private static Optional<String> regionOfAws(S3Access access) {
        return access.endpoint().isEmpty() ? Optional.of(access.region().id()) : Optional.empty();
    }

    private void report(Instant start) {
        if (plan.json()) {
            reportOf(start).printJson(out);
        } else {
            reportOf(start).print(out);
        }
    }
}
