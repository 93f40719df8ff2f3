package s3migrate.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.MemoryJobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.Routing;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryDeleteLedger;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.object.ObjectLocation;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.price.Prices;
import s3migrate.price.RecordedMeter;
import s3migrate.route.CredentialsReader;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RoutesReader;
import s3migrate.route.WorkerSettings;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.evidence.EvidenceBucket;

/// A worker as its settings make it, one route between two buckets of the sandbox, over real
/// sockets; queues and ledger are in memory. Up to 1 MiB is small, above come parts of 5 MiB, one
/// at a time.
final class SocketWorker implements AutoCloseable {

    private static final String KEYS =
            """
            {"aws_access_key_id": "AKIAWORKER", "aws_secret_access_key": "secret", "region": "us-east-1", "endpoint": "%s"}\
            """;

    final S3Server server;
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryJobQueue queue = new MemoryJobQueue();

    /// What other systems were told, oldest first.
    final List<OutcomeEvent> told = new CopyOnWriteArrayList<>();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final InstantSource clock = InstantSource.system();
    private final WorkerSettings settings;
    private final Routing routing;
    private final MessageFlow flow;
    private int settledOfQueue;

    /// @param switches settings besides what is needed
    /// @param options of the route, as JSON fields with a comma before each
    SocketWorker(Path directory, Map<String, String> switches, String options) {
        try {
            server =
                    S3Server.start(
                            S3Settings.in(directory).withCredentials("AKIAWORKER", "secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var bucket : List.of("photos", "backup", "reports")) {
            server.createBucket(bucket);
        }
        settings = WorkerSettings.from(environment(switches));
        routing = routing(options);
        flow = flow();
    }

    private static Map<String, String> environment(Map<String, String> switches) {
        var environment = new HashMap<String, String>();
        for (var queue : List.of("Events", "Large", "Batches")) {
            environment.put(queue + "QueueUrl", "https://sqs/1/" + queue);
            environment.put(queue + "DeadLetterQueueUrl", "https://sqs/1/" + queue + "-dead");
        }
        environment.put("LedgerTable", "ledger");
        environment.put("PartMiB", "5");
        environment.put("SmallMiB", "1");
        environment.put("MaxThread", "1");
        environment.put("MaxRetry", "1");
        environment.putAll(switches);
        return environment;
    }

    private static Routing routing(String options) {
        var route =
                """
                [{"src_bucket": "photos", "des_bucket": "backup", "src_credentials": "keys", "des_credentials": "keys", "des_store": "aws"%s}]\
                """
                        .formatted(options);
        var routes = new RoutesReader(_ -> "").read(route, Optional.empty());
        return new Routing(routes, IgnoreList.EMPTY);
    }

    private MessageFlow flow() {
        var out = new PrintStream(written, true, UTF_8);
        var log = new EventLog(out);
        var measured = new Measurements(out, clock);
        var meter = new RecordedMeter();
        var shares = new RouteShares(Prices.read());
        var transfer = new DataTransfer(meter, shares);
        var transfers =
                new RouteTransfers(
                        settings,
                        new OpenStores(
                                settings, 1, _ -> KEYS.formatted(server.http()), clock, meter, log),
                        new JobRoutes(new Refreshed<>(() -> routing, Duration.ZERO, clock)),
                        ledger,
                        new MemoryDeleteLedger(),
                        clock,
                        new TransferLog(log, measured, transfer),
                        transfer,
                        log);
        var judgement = new Judgement(settings.times(), settings.caps(), clock, () -> 0L);
        var records = new OutcomeRecords(ledger, clock);
        var circuits =
                new Circuits(
                        new MemoryRouteLedger(),
                        settings.times(),
                        clock,
                        new CircuitNews(log, transfers, told::addAll));
        var jobs =
                new JobFlow(
                        transfers,
                        records,
                        judgement,
                        clock,
                        settings.copying().smallBytes(),
                        circuits,
                        log);
        var conclusion =
                new Conclusion(
                        queue,
                        jobs,
                        new ReportedEvidence(new EvidenceBucket(reports(), "reports"), clock),
                        Worker.recorded(settings, () -> routing),
                        new Announcements(told::addAll, Worker.told(() -> routing), clock),
                        judgement,
                        clock,
                        new DispositionCounts(measured, transfer, shares),
                        log);
        return new MessageFlow(
                queue,
                () -> routing,
                jobs,
                conclusion,
                Heartbeat.system(),
                settings.times().visibility(),
                settings.times().margin().dividedBy(3),
                settings.copying().partsAtOnce(),
                log);
    }

    private ObjectStore reports() {
        var keys = CredentialsReader.read("keys", KEYS.formatted(server.http()));
        return S3Stores.open(
                S3Access.of(keys), S3Stores.Side.DESTINATION, S3Connections.forInFlight(1));
    }

    Route route() {
        return routing.routes().all().getFirst();
    }

    /// Works on a message, and on those that it sends.
    void settle(String body) throws InterruptedException {
        receive(body);
        settleQueued();
    }

    /// Works on the messages that were sent since, until none is left.
    void settleQueued() throws InterruptedException {
        while (settledOfQueue < queue.sent().size()) {
            receive(Messages.encode(ours(queue.sent().get(settledOfQueue++).message())));
        }
    }

    private static Message.Ours ours(Message message) {
        return (Message.Ours) message;
    }

    /// Works on one message.
    boolean receive(String body) throws InterruptedException {
        return receive(body, 1);
    }

    /// The same for the so-manieth time.
    boolean receive(String body, int receives) throws InterruptedException {
        var message = new ReceivedMessage(Bench.QUEUE, "m1", "r1", body);
        return flow.settle(new Incoming(message, receives, clock.instant()), Deadline.never(clock));
    }

    ObjectVersion write(String key, byte[] bytes) {
        return write(key, bytes, ObjectProperties.NONE);
    }

    ObjectVersion write(String key, byte[] bytes, ObjectProperties properties) {
        try {
            return server.put("photos", key, bytes, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A wish as a comparison has it.
    Job found(ObjectVersion version, String key) {
        return new Job(
                        route().name(),
                        new ObjectLocation("photos", key),
                        Optional.of(version.versionId()).filter(id -> !id.equals("null")),
                        new ObjectLocation("backup", key),
                        OptionalLong.of(version.size()),
                        Optional.empty(),
                        JobHistory.startingAt(clock.instant()))
                .foundBy("2026-01-01T00:00:00Z");
    }

    Optional<ObjectVersion> copy(String key) {
        return server.object("backup", key);
    }

    byte[] copiedBytes(String key) {
        var version = copy(key).orElseThrow();
        try (var _ = version.content().hold();
                var in = version.content().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<LedgerEntry> entry(String key) {
        return ledger.find(new ObjectLocation("backup", key));
    }

    String log() {
        return written.toString(UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
