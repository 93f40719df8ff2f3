package s3migrate.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import s3migrate.job.Batching;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.Routing;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.price.RecordedMeter;
import s3migrate.price.Spending;
import s3migrate.route.Fidelity;
import s3migrate.route.IgnoreList;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.route.WorkerSettings;
import s3migrate.run.FinishedRuns;
import s3migrate.run.PassListener;
import s3migrate.run.QueueHandover;
import s3migrate.run.ReportedRuns;
import s3migrate.run.ReportingHandover;
import s3migrate.run.RoutePass;
import s3migrate.run.RouteRun;
import s3migrate.run.RunMessages;
import s3migrate.run.RunPlans;
import s3migrate.run.RunQueue;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStretch;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.DeleteGuard;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.StaleUploads;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferSettings;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceException;

/// One process, worker and jobsender in one, whose every remote call is numbered. It does one thing
/// at a time, so that numbers mean the same each time.
final class FaultProcess {

    private static final WorkerSettings SETTINGS =
            WorkerSettings.from(
                    Map.of(
                            "EventsQueueUrl", "https://sqs/1/events",
                            "EventsDeadLetterQueueUrl", "https://sqs/1/events-dead",
                            "LargeQueueUrl", "https://sqs/1/large",
                            "LargeDeadLetterQueueUrl", "https://sqs/1/large-dead",
                            "BatchesQueueUrl", "https://sqs/1/batches",
                            "BatchesDeadLetterQueueUrl", "https://sqs/1/batches-dead",
                            "LedgerTable", "ledger"));

    private static final Prices PRICES = Prices.read();

    /// In ten minutes; no scenario is about the guard.
    private static final int MOST_DELETES = 1_000_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    final RemoteCalls.Life life = new RemoteCalls.Life();

    private final FaultWorld world;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final Ledger ledger;
    private final FailureIndex failures;
    private final RunLedger runs;
    private final RouteLedger routes;
    private final DeleteLedger deletes;
    private final JobQueue queue;
    private final RunQueue runQueue;
    private final EvidenceBucket reports;
    private final EventLog log;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Worker worker;

    FaultProcess(FaultWorld world) {
        this.world = world;
        var calls = world.calls;
        source = calls.of(ObjectStore.class, world.buckets, life);
        destination = calls.of(ObjectStore.class, world.buckets, life);
        ledger = calls.of(Ledger.class, world.ledger, life);
        failures = calls.of(FailureIndex.class, world.ledger, life);
        runs = calls.of(RunLedger.class, world.runs, life);
        routes = calls.of(RouteLedger.class, world.routes, life);
        deletes = calls.of(DeleteLedger.class, world.deletes, life);
        queue = calls.of(JobQueue.class, world.queue, life);
        runQueue = calls.of(RunQueue.class, world.queue, life);
        reports = new EvidenceBucket(calls.of(ObjectStore.class, world.buckets, life), "reports");
        log = new EventLog(new PrintStream(written, true, UTF_8));
        worker = worker();
    }

    /// What it has written so far.
    String log() {
        return written.toString(UTF_8);
    }

    /// Works on a message.
    ///
    /// @return whether it is settled
    boolean settle(FaultQueue.Held held) throws InterruptedException {
        var incoming = new Incoming(held.received(), held.receives, held.sent);
        var deadline = Deadline.in(TIMEOUT, world.time);
        return switch (RunMessages.decode(held.body)) {
            case RunRequest.Go go -> run(go, deadline);
            case RunRequest.Check _ -> true;
            case RunRequest _ -> worker.settle(incoming, deadline);
        };
    }

    /// As Lambda does it with what was settled.
    void consume(ReceivedMessage message) {
        queue.delete(message);
    }

    private boolean run(RunRequest.Go go, Deadline deadline) throws InterruptedException {
        try {
            return switch (routeRun().go(go, deadline)) {
                case RunStretch.Ended _,
                        RunStretch.OutOfTime _,
                        RunStretch.Busy _,
                        RunStretch.Asks _,
                        RunStretch.Held _,
                        RunStretch.Paused _,
                        RunStretch.Waits _,
                        RunStretch.Over _ ->
                        true;
            };
        } catch (StoreException.Transient
                | LedgerException
                | JobQueueException
                | EvidenceException passing) {
            log.error("run_failed", Map.of("reason", String.valueOf(passing.getMessage())));
            return false;
        }
    }

    private RouteRun routeRun() {
        var pass =
                new RoutePass(
                        world.route,
                        source,
                        destination,
                        ledger,
                        failures,
                        IgnoreList.EMPTY,
                        world.time,
                        PassListener.NONE,
                        1);
        return new RouteRun(
                world.route,
                pass,
                run ->
                        new ReportingHandover(
                                new QueueHandover(queue, run, Batching.through(100), 1),
                                reports,
                                world.route.name(),
                                run,
                                world.time),
                runs,
                routes,
                RunPlans.NONE,
                runQueue,
                new ReportedRuns(reports, world.time),
                FinishedRuns.NONE,
                "owner " + life.hashCode(),
                Bench.TIMES.lease(),
                world.time);
    }

    private Worker worker() {
        var measured = new Measurements(new PrintStream(new ByteArrayOutputStream()), world.time);
        var judgement = new Judgement(Bench.TIMES, Bench.CAPS, world.time, new Random(1));
        var transfers = transfers(measured);
        var circuits =
                new Circuits(
                        routes,
                        Bench.TIMES,
                        world.time,
                        new CircuitNews(log, transfers, OutcomeEvents.NONE));
        var records = new OutcomeRecords(ledger, world.time);
        var jobs = new JobFlow(transfers, records, judgement, world.time, 100, circuits, log);
        var shares = new RouteShares(PRICES);
        var counts =
                new DispositionCounts(
                        measured, new DataTransfer(new RecordedMeter(), shares), shares);
        var conclusion =
                new Conclusion(
                        queue,
                        jobs,
                        new ReportedEvidence(reports, world.time),
                        _ -> world.scenario.versioned(),
                        new Announcements(OutcomeEvents.NONE, _ -> false, world.time),
                        judgement,
                        world.time,
                        counts,
                        log);
        var routing = new Routing(world.routed(), IgnoreList.EMPTY);
        var flow =
                new MessageFlow(
                        queue,
                        () -> routing,
                        jobs,
                        conclusion,
                        (_, _) -> () -> {},
                        Bench.TIMES.visibility(),
                        Bench.TIMES.margin().dividedBy(3),
                        1,
                        log);
        var caps = new SpendCaps(shares, _ -> OptionalLong.empty(), circuits, log);
        return new Worker(SETTINGS, flow, measured, new Spending(PRICES), caps, log);
    }

    private Transfers transfers(Measurements measured) {
        return new Transfers() {
            @Override
            public Transfer of(Job job) {
                return transfer(
                        new TransferLog(
                                log,
                                measured,
                                new DataTransfer(Meter.NONE, new RouteShares(PRICES))));
            }

            @Override
            public Optional<String> misfit(Job job) {
                return Optional.empty();
            }

            @Override
            public RouteProbe probe(Job job) {
                return new RouteProbe(source, destination, settings(), world.time);
            }

            @Override
            public int sweep(String route) {
                return new StaleUploads(destination, ledger, settings().bare(), world.time)
                        .end(world.route.destinationRange());
            }

            @Override
            public String credentials(Job job) {
                return "own role";
            }

            @Override
            public boolean renewed(Job job, Instant since) {
                return false;
            }
        };
    }

    private Transfer transfer(TransferLog listener) {
        var way =
                world.scenario.within()
                        ? new CopyWay.ServerSide(
                                "a test wants it", false, new CopyWay.Sizes(100, 100, 1))
                        : new CopyWay.Streaming("a test wants it");
        var guard =
                world.scenario.deletes()
                        ? new DeleteGuard(deletes, world.route.name(), MOST_DELETES, world.time)
                        : Deletes.NONE;
        return new Transfer(
                source,
                destination,
                ledger,
                way,
                settings(),
                guard,
                world.time,
                world.time,
                (_, _) -> () -> {},
                new Random(1),
                new CopyRate(),
                listener);
    }

    private static TransferSettings settings() {
        return new TransferSettings(
                100,
                1,
                3,
                100,
                600,
                Bench.TIMES.lease(),
                Bench.TIMES.completeMargin(),
                Bench.CAPS.restarts(),
                Optional.empty(),
                StoreProfile.AWS,
                Evidence.SIZE,
                false,
                Fidelity.FULL,
                Overwrite.NEWER);
    }
}
