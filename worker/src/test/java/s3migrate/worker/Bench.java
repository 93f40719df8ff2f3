package s3migrate.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.MemoryJobQueue;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.Routing;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.Proof;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.Way;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.object.ObjectLocation;
import s3migrate.object.StoredObject;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.price.Prices;
import s3migrate.price.RecordedMeter;
import s3migrate.price.Spending;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Fidelity;
import s3migrate.route.IgnoreList;
import s3migrate.route.JobCaps;
import s3migrate.route.QueueAddress;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.Routes;
import s3migrate.route.StoreProfile;
import s3migrate.route.TimeSettings;
import s3migrate.route.WorkerSettings;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.ManualTime;
import s3migrate.transfer.Carried;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.StaleUploads;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferOutcome;
import s3migrate.transfer.TransferSettings;
import s3migrate.transfer.evidence.EvidenceBucket;

/// A worker between a bucket `photos`, two routes and two destinations, all in memory: up to 100
/// bytes are small, above come parts of 100. Backoff is half of 10 s, then doubles; a request may
/// land for 2 minutes.
final class Bench {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final QueueAddress QUEUE =
            new QueueAddress("https://sqs/1/events", "https://sqs/1/events-dead");
    static final Route ROUTE = route("photos", "backup", "copies/");
    static final JobCaps CAPS = new JobCaps(30, 3, 2);
    static final TimeSettings TIMES =
            new TimeSettings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(15)),
                    Duration.ofHours(1),
                    Duration.ofMinutes(3));

    final ManualTime time = new ManualTime();
    final MemoryObjectStore sourceStore = store("photos");
    final MemoryObjectStore destinationStore = store("backup").withVersionedBucket("archive");
    final FaultyObjectStore source = new FaultyObjectStore(sourceStore);
    final FaultyObjectStore destination = new FaultyObjectStore(destinationStore);
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryRouteLedger routeLedger = new MemoryRouteLedger();
    final MemoryJobQueue queue = new MemoryJobQueue();
    final List<Runnable> beats = new ArrayList<>();
    final Judgement judgement = new Judgement(TIMES, CAPS, time, () -> 0L);
    final MemoryObjectStore reportsStore = store("reports");
    final FaultyObjectStore reports = new FaultyObjectStore(reportsStore);
    final EvidenceBucket evidenceBucket = new EvidenceBucket(reports, "reports");
    final JobFlow jobs;
    final Conclusion conclusion;

    /// What the routes do at the destination when the source has no object.
    Deletes deletes = Deletes.NONE;

    /// What other systems were told, oldest first.
    final List<OutcomeEvent> told = new ArrayList<>();

    /// What is thrown instead of telling them.
    Optional<OutcomeEventsException> busDown = Optional.empty();

    /// Whether the ledger gets the proof of every object.
    boolean recorded;

    /// Where batches leave their evidence.
    EvidenceFiles evidence = new ReportedEvidence(evidenceBucket, time);

    /// From which size on objects are cut into slices.
    long hugeBytes = TransferSettings.NEVER_SLICED;

    /// Whether objects are written in as many pieces as their sources.
    boolean etagParity;

    /// What is read of routes and ignore list.
    Supplier<Routing> routing = () -> routing(List.of(ROUTE), "");

    /// What is thrown instead of doing these.
    final Map<Job, RuntimeException> refused = new HashMap<>();

    /// How often a message at work gives a sign of life.
    Duration beatEvery = Duration.ZERO;

    /// Whether a route that is refused has new credentials.
    BooleanSupplier renewed = () -> false;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(written, true, UTF_8));
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    final Measurements measured = new Measurements(new PrintStream(metrics, true, UTF_8), time);
    final Spending spending = new Spending(Prices.read());
    final RecordedMeter meter = new RecordedMeter();
    private final RouteShares shares = new RouteShares(Prices.read());
    final DataTransfer transfer = new DataTransfer(meter, shares);
    private final DispositionCounts counts = new DispositionCounts(measured, transfer, shares);

    Bench() {
        jobs = jobs(ledger);
        conclusion =
                new Conclusion(
                        queue,
                        jobs,
                        evidence,
                        _ -> recorded,
                        new Announcements(events(), job -> job.id().isPresent(), time),
                        judgement,
                        time,
                        counts,
                        log);
    }

    private OutcomeEvents events() {
        return events -> {
            busDown.ifPresent(broken -> {
                throw broken;
            });
            told.addAll(events);
        };
    }

    private JobFlow jobs(Ledger written) {
        var records = new OutcomeRecords(written, time);
        return jobs(records, routeLedger);
    }

    private JobFlow jobs(OutcomeRecords records, RouteLedger routes) {
        return new JobFlow(transfers(), records, judgement, time, 100, circuits(routes), log);
    }

    private Circuits circuits(RouteLedger routes) {
        return new Circuits(routes, TIMES, time, new CircuitNews(log, transfers(), events()));
    }

    /// What another process has over the same ledger.
    JobFlow ofAnotherWorker() {
        return jobs(ledger);
    }

    /// One whose writes are written down and may fail.
    Conclusion conclusion(Order order) {
        return new Conclusion(
                order.of(queue),
                jobs(order.of(ledger)),
                order.of(evidence),
                _ -> recorded,
                new Announcements(order.of(events()), job -> job.id().isPresent(), time),
                judgement,
                time,
                counts,
                log);
    }

    static Route route(String source, String bucket, String prefix) {
        return Route.of(
                new BucketPrefix(source, ""),
                new BucketPrefix(bucket, prefix),
                RouteOptions.DEFAULT);
    }

    static Routing routing(List<Route> routes, String ignored) {
        return new Routing(new Routes(routes, Optional.empty()), IgnoreList.parse(ignored));
    }

    private MemoryObjectStore store(String bucket) {
        return new MemoryObjectStore(time, MemoryRules.SMALL_PARTS).withBucket(bucket);
    }

    private Transfers transfers() {
        return new Transfers() {
            @Override
            public Transfer of(Job job) {
                if (refused.containsKey(job)) {
                    throw refused.get(job);
                }
                return transfer();
            }

            @Override
            public Optional<String> misfit(Job job) {
                return Optional.empty();
            }

            @Override
            public RouteProbe probe(Job job) {
                return new RouteProbe(source, destination, settings(), time);
            }

            @Override
            public int sweep(String route) {
                return new StaleUploads(destination, ledger, settings().bare(), time)
                        .end(ROUTE.destinationRange());
            }

            @Override
            public String credentials(Job job) {
                return "source: parameter p; destination: own role";
            }

            @Override
            public boolean renewed(Job job, Instant since) {
                return renewed.getAsBoolean();
            }
        };
    }

    private Transfer transfer() {
        return new Transfer(
                source,
                destination,
                ledger,
                new CopyWay.Streaming("a test wants it"),
                settings(),
                deletes,
                time,
                time,
                (_, _) -> () -> {},
                new Random(1),
                new CopyRate(),
                new TransferLog(log, measured, transfer));
    }

    private TransferSettings settings() {
        return new TransferSettings(
                100,
                2,
                3,
                100,
                hugeBytes,
                TIMES.lease(),
                TIMES.completeMargin(),
                CAPS.restarts(),
                Optional.empty(),
                StoreProfile.AWS,
                Evidence.SIZE,
                etagParity,
                Fidelity.FULL,
                Overwrite.NEWER);
    }

    MessageFlow flow() {
        return flow(conclusion);
    }

    MessageFlow flow(Conclusion end) {
        Heartbeat heartbeat =
                (period, beat) -> {
                    beatEvery = period;
                    beats.add(beat);
                    return () -> beats.remove(beat);
                };
        return new MessageFlow(
                queue,
                () -> routing.get(),
                jobs,
                end,
                heartbeat,
                TIMES.visibility(),
                TIMES.margin().dividedBy(3),
                2,
                log);
    }

    Worker worker(WorkerSettings settings) {
        return worker(settings, flow());
    }

    Worker worker(WorkerSettings settings, MessageFlow flow) {
        var caps =
                new SpendCaps(
                        shares, SpendCaps.of(() -> routing.get()), circuits(routeLedger), log);
        return new Worker(settings, flow, measured, spending, caps, log);
    }

    boolean settle(String body) throws InterruptedException {
        return flow().settle(incoming(body), Deadline.never(time));
    }

    Incoming incoming(String body) {
        return new Incoming(new ReceivedMessage(QUEUE, "m1", "r1", body), 1, time.instant());
    }

    Job job(String key, int size) {
        return new Job(
                ROUTE.name(),
                source(key),
                Optional.empty(),
                copy(key),
                OptionalLong.of(size),
                Optional.empty(),
                JobHistory.startingAt(time.instant()));
    }

    static ObjectLocation source(String key) {
        return new ObjectLocation("photos", key);
    }

    static ObjectLocation copy(String key) {
        return new ObjectLocation("backup", "copies/" + key);
    }

    StoredObject write(String key, int size) {
        return sourceStore.write(source(key), bytes(size));
    }

    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /// Lets the ledger know of a copy that was made and still can be, so that an object which is
    /// refused is refused for itself.
    void routePassedBefore() {
        write("passed-before", 1);
        var passed =
                new RouteRecord.Passed(
                        new ObjectLocation("photos", "passed-before"),
                        copy("passed-before"),
                        time.instant());
        var unknown = RouteRecord.of(ROUTE.name());
        routeLedger.replace(unknown, unknown.passed(passed));
    }

    /// A small copy that was made.
    Disposition copied(Job of) {
        return copied(of, write(of.source().key(), 50), Optional.empty());
    }

    /// A copy with an entry of ours in the ledger, as one in parts has it.
    Disposition held(Job of) {
        var object = write(of.source().key(), 50);
        var lease = new Lease("us", time.instant().plus(TIMES.lease()));
        var entry = LedgerEntry.intent(of.destination(), object.pinned(), lease, time.instant());
        ledger.replace(Optional.empty(), entry);
        return copied(of, object, Optional.of(entry));
    }

    private static Disposition copied(Job of, StoredObject object, Optional<LedgerEntry> held) {
        var proof =
                new Proof(
                        Evidence.CHECKSUM,
                        Optional.of(Way.STREAMING),
                        object.etag(),
                        Optional.empty());
        return new Disposition.Settled(
                of, new TransferOutcome.Copied(object, proof, Carried.AT_ONCE, 1, 0, 0, held));
    }

    /// S3's own notification of these, each with its size.
    static String created(Map<String, Integer> sizes) {
        var records = new ArrayList<String>();
        new TreeMap<>(sizes)
                .forEach((key, size) ->
                        records.add(
                                """
                                {"eventName": "ObjectCreated:Put", "eventTime": "2026-01-01T00:00:00.000Z",
                                 "s3": {"bucket": {"name": "photos"}, "object": {"key": "%s", "size": %d}}}\
                                """
                                        .formatted(key, size)));
        return "{\"Records\": [%s]}".formatted(String.join(", ", records));
    }

    /// What was measured so far, by name.
    Map<String, Long> measured() {
        measured.flush();
        return metrics.toString(UTF_8)
                .lines()
                .map(Bench::parsed)
                .filter(line -> !line.has(Measurements.ROUTE))
                .flatMap(line -> line.properties().stream())
                .filter(field -> field.getValue().isNumber())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, f -> f.getValue().longValue(), Long::sum));
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    List<String> log() {
        return written.toString(UTF_8).lines().toList();
    }
}
