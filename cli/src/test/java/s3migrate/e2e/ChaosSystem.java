package s3migrate.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueCounts;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.regions.Region;

/// A deployment on loopback that can be made to go wrong everywhere: S3 of both sides behind TCP
/// proxies, temporary credentials for the destination, the functions in processes that are killed.
/// Minutes of a deployment are seconds here.
final class ChaosSystem implements AutoCloseable {

    private static final String TABLE = "ledger";
    private static final String REPORTS = "reports";
    private static final String FLEET = "chaos";
    private static final int WORKERS = 2;

    /// Refused credentials are read again every 5 seconds.
    private static final Duration OVERLAP = Duration.ofSeconds(6);

    /// An event may be so late.
    private static final int LATEST_MILLIS = 15_000;

    final LambdaHost host;
    final ChaosFaults faults;

    private final Account own;
    private final Account theirs;
    private final TcpProxy toOwn;
    private final TcpProxy toTheirs;
    private final SqsServer sqs;
    private final SsmServer parameters;
    private final EventBridgeServer bus;
    private final DynamoDbServer tables;
    private final Fleet fleet;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final Random random;
    private int credentials;

    /// @param timeout of a function; a message is invisible for a little longer
    ChaosSystem(Path directory, Duration timeout, long seed)
            throws IOException, InterruptedException {
        random = new Random(seed);
        var tls = SandboxTls.shared();
        own = Account.start("own", "us-east-1", "111122223333", directory, tls);
        theirs = Account.start("theirs", "cn-north-1", "444455556666", directory, tls);
        toOwn = TcpProxy.before(own.s3().https(), seed);
        toTheirs = TcpProxy.before(theirs.s3().https(), seed + 1);
        var keys = AccessKeys.of(own.accessKeyId());
        sqs = SqsServer.start(0, own.region(), keys);
        parameters = SsmServer.start(0, keys);
        bus = EventBridgeServer.start(0, keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        faults =
                new ChaosFaults(
                        List.of(own.s3(), theirs.s3()), List.of(toOwn, toTheirs), tables, seed);
        own.s3().createBucket(REPORTS);
        host = LambdaHost.start(sqs, _ -> {}, (_, line) -> log.add(line));
        fleet = Fleet.of(FLEET, sqs, timeout);
        parameters.put("s3_migrate_ignore_list", "# nothing\n");
        renewCredentials();
        fleet.deploy(host, own, WORKERS, environment(), tls.jvmOptions());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(Fleet.SECONDS_FOR_MINUTES);
        environment.putAll(
                Map.of(
                        "AWS_ENDPOINT_URL_S3", toOwn.endpoint().toString(),
                        "AWS_ENDPOINT_URL_SQS", sqs.uri().toString(),
                        "AWS_ENDPOINT_URL_SSM", parameters.uri().toString(),
                        "AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString(),
                        "AWS_ENDPOINT_URL_EVENTBRIDGE", bus.uri().toString(),
                        "LedgerTable", TABLE,
                        "ReportsBucket", REPORTS,
                        "HugeMiB", "64",
                        "MaxBackoffSeconds", "5"));
        return environment;
    }

    /// Makes the buckets `name` and `name-copies`; the copies keep their versions.
    Lane bucket(String name) {
        own.s3().createBucket(name);
        theirs.s3().createBucket(name + "-copies");
        theirs.s3().setVersioning(name + "-copies", Versioning.ENABLED);
        return new Lane(own, name, theirs, name + "-copies");
    }

    /// The same for objects too large for this machine.
    Lane sink(String name) {
        own.s3().createBucket(name);
        theirs.s3().createSink(name + "-copies");
        theirs.s3().setVersioning(name + "-copies", Versioning.ENABLED);
        return new Lane(own, name, theirs, name + "-copies");
    }

    /// Routes in the form of the parameter.
    void routes(String json) {
        parameters.put("s3_migration_bucket_para", json);
    }

    /// From now on events of the bucket start copies: some twice, some late.
    void tellEvents(String bucket) {
        own.s3().notify(bucket, EventRule.all("s3-migrate", this::tell));
    }

    private void tell(String event) throws InterruptedException {
        send(fleet.events(), event);
        if (random.nextInt(2) == 0) {
            var later =
                    CompletableFuture.delayedExecutor(
                            random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
            later.execute(() -> {
                try {
                    send(fleet.events(), event);
                } catch (InterruptedException | IllegalStateException over) {
                    log.add("an event came too late: " + over);
                }
            });
        }
    }

    private void send(Queue queue, String body) throws InterruptedException {
        sqs.queues().send(queue.url(), body);
    }

    /// Starts a comparison of each route.
    void compare(List<ChaosHistory> routes) throws InterruptedException {
        for (var route : routes) {
            String name = route.lane().source();
            send(fleet.runs(), "{\"v\": 1, \"type\": \"run\", \"route\": \"%s\"}".formatted(name));
        }
    }

    /// Doubles some of the messages that wait.
    int doubleMessages() throws InterruptedException {
        int doubled = 0;
        for (var queue : List.of(fleet.events(), fleet.large(), fleet.runs())) {
            for (var waiting : sqs.queues().receive(queue.url(), 10, Duration.ZERO)) {
                if (random.nextInt(2) == 0) {
                    send(queue, waiting.body());
                    doubled++;
                }
            }
        }
        return doubled;
    }

    /// Kills one process that is at work.
    boolean kill() {
        var functions = List.of(FLEET, FLEET, FLEET, FLEET + "-jobsender");
        return host.killOneRunning(functions.get(random.nextInt(functions.size())));
    }

    /// Others for the destination; those before live a few seconds more.
    void renewCredentials() {
        accept(credentials, Optional.of(Instant.now().plus(OVERLAP)));
        credentials++;
        String id = accept(credentials, Optional.empty());
        parameters.putSecure(
                "s3_migration_credentials",
                """
                {"aws_access_key_id": "%1$s", "aws_secret_access_key": "secret-of-%1$s", "aws_session_token": "token-of-%1$s", "region": "%2$s", "endpoint": "%3$s"}\
                """
                        .formatted(id, theirs.region(), toTheirs.endpoint()));
    }

    private String accept(int number, Optional<Instant> until) {
        var key = key(number, until);
        theirs.s3().accept(key);
        return key.id();
    }

    private static AccessKey key(int number, Optional<Instant> until) {
        String id = "ASIACHAOS%03d".formatted(number);
        return new AccessKey(id, "secret-of-" + id, Optional.of("token-of-" + id), until);
    }

    /// Whether nothing waits in any queue or is at work, but for the look at what became of a run's
    /// jobs, which has minutes of time.
    boolean idle() throws InterruptedException {
        for (var queue : waiting().entrySet()) {
            var counts = queue.getValue();
            if (queue.getKey().equals(fleet.runs().name())
                    ? counts.due() > 0
                    : counts.total() > 0) {
                return false;
            }
        }
        return true;
    }

    void awaitIdle(Duration limit) throws Exception {
        Await.until(limit, this::idle, this::state);
    }

    /// How many messages each queue holds.
    Map<String, QueueCounts> waiting() throws InterruptedException {
        var waiting = new TreeMap<String, QueueCounts>();
        for (var queue : List.of(fleet.events(), fleet.large(), fleet.runs())) {
            waiting.put(queue.name(), sqs.queues().counts(queue.url()));
        }
        return waiting;
    }

    /// Messages that were given up, with their reasons.
    List<String> deadLetters() throws InterruptedException {
        var letters = new ArrayList<String>();
        for (var queue : List.of(fleet.eventsDead(), fleet.largeDead(), fleet.runsDead())) {
            sqs.queues().inspect(queue.url()).forEach(letter -> letters.add(letter.toString()));
        }
        return letters;
    }

    /// What it has written down so far.
    Records records() {
        return new Records(own.s3(), REPORTS, tables.items(TABLE));
    }

    /// Ends, as a run of the next day does, uploads that nobody will complete: of a Create that
    /// succeeded although its caller heard otherwise. The storm's credentials are good once more.
    ///
    /// @return how many
    int sweepADayLater(Lane lane) {
        var dayLater =
                new DayLater(
                        theirs.s3().http(), Region.of(theirs.region()), tables.uri(), TABLE, own);
        int ended = 0;
        for (int number = 1; number <= credentials; number++) {
            accept(number, Optional.empty());
            ended += dayLater.sweep(key(number, Optional.empty()), lane.destination());
        }
        return ended;
    }

    /// For the message of a test that waited in vain: the end of what the functions have written.
    String state() {
        var lines = List.copyOf(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() throws IOException {
        host.close();
        toOwn.close();
        toTheirs.close();
        own.close();
        theirs.close();
        sqs.close();
        parameters.close();
        bus.close();
        tables.close();
    }
}
