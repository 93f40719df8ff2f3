package s3migrate.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.sqs.SqsBatchSender;
import s3migrate.job.sqs.SqsJobQueue;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.dynamodb.DynamoDbLedger;
import s3migrate.ledger.dynamodb.DynamoDbRouteLedger;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.object.ObjectLocation;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.JobCaps;
import s3migrate.route.QueueAddress;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.StoreProfile;
import s3migrate.route.TimeSettings;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.Sleeper;
import s3migrate.transfer.CopyRate;
import s3migrate.transfer.CopyWay;
import s3migrate.transfer.Deletes;
import s3migrate.transfer.InParallel;
import s3migrate.transfer.OutcomeRecords;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.StaleUploads;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Three workers, each with what a process of its own knows, on one queue, one ledger and two
/// buckets of the sandbox. Hours of a deployment are seconds here.
final class SandboxFleet implements AutoCloseable {

    static final String DESTINATION_KEY = "AKIADESTINATION";
    static final Route ROUTE =
            Route.of(
                    new BucketPrefix("photos", ""),
                    new BucketPrefix("backup", ""),
                    RouteOptions.DEFAULT);

    private static final int WORKERS = 3;
    private static final int AT_ONCE = 10;
    private static final String TABLE = "ledger";
    private static final DataTransfer NOTHING_PAID =
            new DataTransfer(Meter.NONE, new RouteShares(Prices.read()));
    private static final TimeSettings TIMES =
            new TimeSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(2),
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1));

    final S3Server s3;
    private final InstantSource clock = InstantSource.system();
    private final SqsServer sqs;
    private final DynamoDbServer tables;
    private final SqsClient sqsClient;
    private final DynamoDbClient tablesClient;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final QueueAddress queue;
    private final SqsJobQueue jobQueue;
    private final List<MessageFlow> workers;
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(written, true, UTF_8));

    SandboxFleet(Path directory) throws IOException, InterruptedException {
        var own = AwsBasicCredentials.create("AKIASOURCE", "secret");
        var keys = AccessKeys.of(own.accessKeyId());
        s3 =
                S3Server.start(
                        S3Settings.in(directory)
                                .withCredentials(own.accessKeyId(), "secret")
                                .withCredentials(DESTINATION_KEY, "secret"));
        sqs = SqsServer.start(0, "us-east-1", keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        var dead = sqs.queues().create(QueueDefinition.of("dead", Duration.ofMinutes(1)));
        var live = sqs.queues().create(QueueDefinition.of("jobs", Duration.ofMinutes(1)));
        queue = new QueueAddress(live.url(), dead.url());
        AwsCredentialsProvider provider = StaticCredentialsProvider.create(own);
        sqsClient =
                SqsClient.builder()
                        .endpointOverride(sqs.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(provider)
                        .build();
        tablesClient =
                DynamoDbClient.builder()
                        .endpointOverride(tables.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(provider)
                        .build();
        source = store(own.accessKeyId(), S3Stores.Side.SOURCE);
        destination = store(DESTINATION_KEY, S3Stores.Side.DESTINATION);
        var sender = new SqsBatchSender(sqsClient, Sleeper.system(), new Random());
        jobQueue = new SqsJobQueue(sqsClient, queue.url(), queue.url(), sender);
        s3.createBucket("photos");
        s3.createBucket("backup");
        workers = IntStream.range(0, WORKERS).mapToObj(_ -> worker()).toList();
    }

    private ObjectStore store(String accessKeyId, S3Stores.Side side) {
        var access =
                new S3Access(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, "secret")),
                        Region.US_EAST_1,
                        Optional.of(s3.http()));
        return S3Stores.open(access, side, S3Connections.forInFlight(WORKERS * AT_ONCE));
    }

    private MessageFlow worker() {
        var ledger = new DynamoDbLedger(tablesClient, TABLE, Sleeper.system(), new Random());
        var judgement = new Judgement(TIMES, new JobCaps(30, 3, 2), clock, new Random());
        var transfers = transfers(ledger);
        var circuits =
                new Circuits(
                        new DynamoDbRouteLedger(tablesClient, TABLE),
                        TIMES,
                        clock,
                        new CircuitNews(log, transfers, OutcomeEvents.NONE));
        var records = new OutcomeRecords(ledger, clock);
        var jobs = new JobFlow(transfers, records, judgement, clock, 1 << 20, circuits, log);
        var counts =
                new DispositionCounts(
                        new Measurements(new PrintStream(PrintStream.nullOutputStream()), clock),
                        NOTHING_PAID,
                        new RouteShares(Prices.read()));
        var conclusion =
                new Conclusion(
                        jobQueue,
                        jobs,
                        EvidenceFiles.NONE,
                        _ -> false,
                        new Announcements(OutcomeEvents.NONE, _ -> false, clock),
                        judgement,
                        clock,
                        counts,
                        log);
        return new MessageFlow(
                jobQueue,
                () -> Bench.routing(List.of(ROUTE), ""),
                jobs,
                conclusion,
                Heartbeat.system(),
                TIMES.visibility(),
                TIMES.margin().dividedBy(3),
                AT_ONCE,
                log);
    }

    private Transfers transfers(DynamoDbLedger ledger) {
        var settings =
                new TransferSettings(
                        5 << 20,
                        2,
                        3,
                        1 << 20,
                        TIMES.lease(),
                        TIMES.completeMargin(),
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        Evidence.SIZE);
        return new Transfers() {
            @Override
            public Transfer of(Job job) {
                return new Transfer(
                        source,
                        destination,
                        ledger,
                        new CopyWay.Streaming("a test wants it"),
                        settings,
                        Deletes.NONE,
                        clock,
                        Sleeper.system(),
                        Heartbeat.system(),
                        new Random(),
                        new CopyRate(),
                        new TransferLog(log, new Measurements(System.out, clock), NOTHING_PAID));
            }

            @Override
            public Optional<String> misfit(Job job) {
                return Optional.empty();
            }

            @Override
            public RouteProbe probe(Job job) {
                return new RouteProbe(source, destination, settings, clock);
            }

            @Override
            public int sweep(String route) {
                return new StaleUploads(destination, ledger, settings.bare(), clock)
                        .end(ROUTE.destinationRange());
            }

            @Override
            public String credentials(Job job) {
                return "source: own role; destination: parameter p";
            }

            @Override
            public boolean renewed(Job job, Instant since) {
                return false;
            }
        };
    }

    /// The wish to copy an object of the source bucket.
    Job job(String key) {
        return new Job(
                ROUTE.name(),
                new ObjectLocation("photos", key),
                Optional.empty(),
                new ObjectLocation("backup", key),
                OptionalLong.of(1),
                Optional.empty(),
                JobHistory.startingAt(clock.instant()));
    }

    void send(List<? extends Message.Ours> messages) {
        jobQueue.send(messages, Duration.ZERO);
    }

    /// Has the workers take messages until it is so, or `most` is over.
    void workUntil(BooleanSupplier isSo, Duration most) throws InterruptedException {
        var end = Deadline.in(most, clock);
        var _ =
                InParallel.map(
                        workers,
                        WORKERS,
                        Deadline.never(clock),
                        worker -> {
                            while (!isSo.getAsBoolean() && !end.remaining().isZero()) {
                                takeSome(worker);
                            }
                            return Optional.empty();
                        });
    }

    /// As an event source mapping does it: what is settled is deleted.
    private void takeSome(MessageFlow worker) throws InterruptedException {
        var found = sqs.queues().receive(queue.url(), 10, Duration.ofSeconds(1));
        var settled =
                InParallel.map(
                        found,
                        AT_ONCE,
                        Deadline.never(clock),
                        one -> {
                            received.add(one.id());
                            var message =
                                    new ReceivedMessage(
                                            queue, one.id(), one.receiptHandle(), one.body());
                            var incoming =
                                    new Incoming(message, one.receiveCount(), clock.instant());
                            return worker.settle(incoming, Deadline.never(clock))
                                    ? Optional.of(one.receiptHandle())
                                    : Optional.empty();
                        });
        sqs.queues().delete(queue.url(), settled);
    }

    /// How many messages were received at least once.
    int received() {
        return received.size();
    }

    /// How many messages there are, visible or not.
    int queued() {
        return total(queue.url());
    }

    int deadLetters() {
        return total(queue.deadLetterUrl());
    }

    private int total(String url) {
        try {
            return sqs.queues().counts(url).total();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// What the workers have written about the route.
    List<String> said() {
        return written.toString(UTF_8)
                .lines()
                .filter(line -> line.contains("\"event\":\"route_"))
                .toList();
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sqsClient.close();
        tablesClient.close();
        s3.close();
        sqs.close();
        tables.close();
    }
}
