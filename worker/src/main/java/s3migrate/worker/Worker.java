package s3migrate.worker;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import s3migrate.job.Job;
import s3migrate.job.JobQueueException;
import s3migrate.job.Routing;
import s3migrate.job.sqs.SqsBatchSender;
import s3migrate.job.sqs.SqsClients;
import s3migrate.job.sqs.SqsJobQueue;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.dynamodb.DynamoDbClients;
import s3migrate.ledger.dynamodb.DynamoDbDeleteLedger;
import s3migrate.ledger.dynamodb.DynamoDbLedger;
import s3migrate.ledger.dynamodb.DynamoDbRouteLedger;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import s3migrate.object.ObjectLocation;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.outcome.events.EventBridgeEvents;
import s3migrate.price.Invocation;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.price.Spending;
import s3migrate.route.IgnoreList;
import s3migrate.route.Parameters;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;
import s3migrate.route.WorkerSettings;
import s3migrate.route.ssm.SsmParameters;
import s3migrate.store.StoreException;
import s3migrate.store.s3.OwnFiles;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceException;
import software.amazon.awssdk.services.ssm.SsmClient;

/// What one worker process keeps between messages, wired by hand. Serves many threads.
public final class Worker {

    /// Routes and ignore list are read again after this long: an edit reaches every worker within
    /// it.
    private static final Duration ROUTES_KEPT = Duration.ofMinutes(5);

    /// A batch writes one; a container works on a few batches at once.
    private static final int FILES_AT_ONCE = 4;

    private final WorkerSettings settings;
    private final MessageFlow messages;
    private final Measurements measured;
    private final Spending spending;
    private final SpendCaps caps;
    private final EventLog log;

    Worker(
            WorkerSettings settings,
            MessageFlow messages,
            Measurements measured,
            Spending spending,
            SpendCaps caps,
            EventLog log) {
        this.settings = settings;
        this.messages = messages;
        this.measured = measured;
        this.spending = spending;
        this.caps = caps;
        this.log = log;
    }

    /// Reads the settings and opens the clients; connects to nothing yet.
    ///
    /// @throws SettingsException naming every fault of the environment
    public static Worker start(Map<String, String> environment, PrintStream out) {
        return start(environment, out, 1);
    }

    /// The same for a process that works on so many large messages or batches at once.
    public static Worker start(
            Map<String, String> environment, PrintStream out, int messagesAtOnce) {
        var log = new EventLog(out);
        var crypto = NativeCrypto.install();
        var fields = Map.of("tls", crypto.provider(), "jit_level", crypto.jitLevel());
        if (crypto.installed()) {
            log.info("worker_started", fields);
        } else {
            log.warn("worker_started", fields);
        }
        var settings = WorkerSettings.from(environment);
        var clock = InstantSource.system();
        return wire(settings, messagesAtOnce, clock, new Measurements(out, clock), log);
    }

    private static Worker wire(
            WorkerSettings settings,
            int messagesAtOnce,
            InstantSource clock,
            Measurements measured,
            EventLog log) {
        var random = new SecureRandom();
        var prices = Prices.read();
        var spending = new Spending(prices);
        var shares = new RouteShares(prices);
        var transfer = new DataTransfer(spending, shares);
        var sqs = SqsClients.countedBy(spending);
        var sender = new SqsBatchSender(sqs, Sleeper.system(), random);
        var queue = new SqsJobQueue(sqs, settings.batches().url(), settings.large().url(), sender);
        var tables = DynamoDbClients.countedBy(spending);
        String table = settings.deployment().ledgerTable();
        var ledger = new DynamoDbLedger(tables, table, Sleeper.system(), random);
        Parameters parameters = new SsmParameters(SsmClient.create());
        var routing =
                new Refreshed<>(
                        () -> readRouting(settings, parameters, measured), ROUTES_KEPT, clock);
        var transfers =
                new RouteTransfers(
                        settings,
                        new OpenStores(settings, messagesAtOnce, parameters, clock, spending, log),
                        new JobRoutes(routing),
                        ledger,
                        new DynamoDbDeleteLedger(tables, table),
                        clock,
                        new TransferLog(log, measured, transfer),
                        transfer,
                        log);
        var events = EventBridgeEvents.countedBy(spending, Sleeper.system(), random);
        var judgement = new Judgement(settings.times(), settings.caps(), clock, random);
        var circuits =
                new Circuits(
                        new DynamoDbRouteLedger(tables, table),
                        settings.times(),
                        clock,
                        new CircuitNews(log, transfers, events));
        var jobs =
                new JobFlow(
                        transfers,
                        new OutcomeRecords(ledger, clock),
                        judgement,
                        clock,
                        settings.copying().smallBytes(),
                        circuits,
                        log);
        var evidence = evidenceFiles(settings, spending, clock);
        var counts = new DispositionCounts(measured, transfer, shares);
        var recorded = recorded(settings, routing);
        var announcements = new Announcements(events, told(routing), clock);
        var conclusion =
                new Conclusion(
                        queue,
                        jobs,
                        evidence,
                        recorded,
                        announcements,
                        judgement,
                        clock,
                        counts,
                        log);
        var flow =
                new MessageFlow(
                        queue,
                        routing,
                        jobs,
                        conclusion,
                        Heartbeat.system(),
                        settings.times().visibility(),
                        settings.times().margin().dividedBy(3),
                        settings.copying().partsAtOnce(),
                        log);
        var caps = new SpendCaps(shares, SpendCaps.of(routing), circuits, log);
        return new Worker(settings, flow, measured, spending, caps, log);
    }

    /// Whose proof goes into the ledger, small objects of a comparison too: all under a version
    /// switch, and those of routes whose next comparison asks which version was copied.
    static Predicate<Job> recorded(WorkerSettings settings, Supplier<Routing> routing) {
        return job -> settings.recordsVersions() || comparesVersions(routing.get(), job);
    }

    /// Whose end other systems are told of: that of copies ordered by an id, and of all of a route
    /// that says so.
    static Predicate<Job> told(Supplier<Routing> routing) {
        return job -> job.id().isPresent() || tellsAll(routing.get(), job);
    }

    private static boolean tellsAll(Routing routing, Job job) {
        return routing.routes()
                .named(job.route())
                .filter(route -> route.options().outcomeEvents())
                .isPresent();
    }

    private static boolean comparesVersions(Routing routing, Job job) {
        return routing.routes()
                .named(job.route())
                .filter(route -> route.options().compare() == RouteOptions.Compare.VERSION)
                .isPresent();
    }

    private static EvidenceFiles evidenceFiles(
            WorkerSettings settings, Meter meter, InstantSource clock) {
        var bucket = settings.deployment().reportsBucket();
        if (bucket.isEmpty()) {
            return EvidenceFiles.NONE;
        }
        var store =
                S3Stores.open(
                        S3Access.ofOwnRole(),
                        S3Stores.Side.DESTINATION,
                        S3Connections.forInFlight(FILES_AT_ONCE).countedBy(meter));
        return new ReportedEvidence(new EvidenceBucket(store, bucket.get()), clock);
    }

    private static Routing readRouting(
            WorkerSettings settings, Parameters parameters, Measurements measured) {
        var names = settings.deployment().parameters();
        var reader = new RoutesReader(Worker::text);
        var routes = reader.read(parameters.value(names.routes()), settings.defaultDestination());
        measured.routes(routes.all().stream().map(Route::name).collect(Collectors.toSet()));
        return new Routing(routes, IgnoreList.parse(parameters.value(names.ignoreList())));
    }

    /// What keeps a list of routes from being read says nothing about a message, like any other
    /// fault of settings.
    private static String text(ObjectLocation file) {
        try {
            return OwnFiles.text(file);
        } catch (StoreException refused) {
            throw new SettingsException("routes", String.valueOf(refused.getMessage()), refused);
        }
    }

    /// The settings it was started with.
    public WorkerSettings settings() {
        return settings;
    }

    /// Works on one message. Whatever goes wrong is logged, and leaves the message in its queue:
    /// the other messages of its batch are none the wiser.
    ///
    /// @return whether the message is settled
    public boolean settle(Incoming incoming, Deadline deadline) throws InterruptedException {
        try {
            return messages.settle(incoming, deadline);
        } catch (JobQueueException broke) {
            failed("queue_failed", incoming, String.valueOf(broke.getMessage()));
        } catch (LedgerException broke) {
            failed("ledger_failed", incoming, String.valueOf(broke.getMessage()));
        } catch (EvidenceException broke) {
            failed("evidence_failed", incoming, String.valueOf(broke.getMessage()));
        } catch (OutcomeEventsException broke) {
            failed("events_failed", incoming, String.valueOf(broke.getMessage()));
        } catch (RuntimeException fault) {
            // Work that goes on at once has it wrapped; it is to end the process all the same.
            if (fault.getCause() instanceof Error broken) {
                throw broken;
            }
            var trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            failed("fault", incoming, trace.toString());
        }
        messages.putOff(incoming);
        return false;
    }

    /// Takes down what an invocation cost beside its requests.
    public void invoked(Invocation invocation) {
        invocation.tell(spending);
    }

    /// What was measured since the process began.
    public Measurements.Totals measured() {
        return measured.sinceStart();
    }

    /// Writes what was measured and spent since the last time: at the end of an invocation, and of
    /// the process.
    public void flush() {
        long microUsd = spending.takeMicroUsd();
        caps.spent(microUsd);
        measured.add(Metric.PRICE, microUsd);
        measured.add(Metric.MAX_MEMORY_USED, ProcessMemory.peakMiB());
        measured.flush();
    }

    private void failed(String event, Incoming incoming, String reason) {
        log.error(event, Map.of("message", incoming.message().id(), "reason", reason));
    }
}
