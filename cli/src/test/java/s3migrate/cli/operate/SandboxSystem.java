package s3migrate.cli.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import s3migrate.cli.Main;
import s3migrate.jobsender.JobsenderHandler;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.InProcessFunction;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.sts.StsServer;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;
import s3migrate.worker.Worker;
import s3migrate.worker.WorkerHandler;

/// A deployed system on loopback, found by its parameter, and a person at the command line. Its
/// functions run only when they are asked to. Programs find it by the SDK's system properties, so
/// there is one at a time.
final class SandboxSystem implements AutoCloseable {

    static final String ROUTE = "photos-to-backup";
    static final String DESTINATION_KEY = "AKIADESTINATION";

    private static final String OWN_KEY = "AKIAOWN";
    private static final String TABLE = "ledger";
    private static final List<String> QUEUES = List.of("events", "batches", "large", "runs");

    /// Sessions of an hour end in half a minute, so that the SDK takes a role on again before each
    /// request.
    private static final Duration SESSIONS_AGE = Duration.ofSeconds(30 - 3600);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// What a command said, and its exit code.
    record Ended(int code, String out, String err) {}

    final S3Server s3;
    final SqsServer sqs = SqsServer.start(0, "us-east-1", AccessKeys.of(OWN_KEY));
    final SsmServer parameters = SsmServer.start(0, AccessKeys.of(OWN_KEY));
    final StsServer sts;
    private final EventBridgeServer bus = EventBridgeServer.start(0, AccessKeys.of(OWN_KEY));
    private final DynamoDbServer tables =
            DynamoDbServer.start(
                    0,
                    AccessKeys.of(OWN_KEY),
                    TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
    private final Map<String, Queue> queues = new HashMap<>();
    private final Map<String, String> before = new HashMap<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream lines = new PrintStream(written, true, UTF_8);
    private Optional<LambdaHost> host = Optional.empty();

    SandboxSystem(Path directory) throws IOException, InterruptedException {
        this(directory, S3Server::createBucket);
    }

    /// @param destination creates the bucket objects go to
    SandboxSystem(Path directory, BiConsumer<S3Server, String> destination)
            throws IOException, InterruptedException {
        s3 =
                S3Server.start(
                        S3Settings.in(directory)
                                .withCredentials(OWN_KEY, "secret")
                                .withCredentials(DESTINATION_KEY, "secret-of-the-destination"));
        List.of("photos", "reports").forEach(s3::createBucket);
        destination.accept(s3, "backup");
        sts =
                StsServer.start(
                        0,
                        AccessKeys.of(OWN_KEY),
                        "111122223333",
                        InstantSource.offset(InstantSource.system(), SESSIONS_AGE),
                        s3::accept);
        for (String name : QUEUES) {
            var dead = sqs.queues().create(QueueDefinition.of(name + "-dead", TIMEOUT));
            queues.put(name + "-dead", dead);
            queues.put(
                    name,
                    sqs.queues()
                            .create(QueueDefinition.of(name, TIMEOUT).withDeadLetters(dead, 100)));
        }
        writeParameters();
        Map.of(
                        "aws.endpointUrlS3", s3.http().toString(),
                        "aws.endpointUrlSqs", sqs.uri().toString(),
                        "aws.endpointUrlSsm", parameters.uri().toString(),
                        "aws.endpointUrlSts", sts.uri().toString(),
                        "aws.endpointUrlDynamoDb", tables.uri().toString(),
                        "aws.endpointUrlEventBridge", bus.uri().toString(),
                        "aws.region", "us-east-1",
                        "aws.accessKeyId", OWN_KEY,
                        "aws.secretAccessKey", "secret")
                .forEach((name, value) ->
                        before.put(
                                name,
                                Optional.ofNullable(System.setProperty(name, value)).orElse("")));
    }

    private void writeParameters() {
        var stack = new TreeMap<String, Object>();
        for (String name : QUEUES) {
            stack.put(name + "_queue_url", url(name));
            stack.put(name + "_dead_letter_queue_url", url(name + "-dead"));
        }
        stack.putAll(
                Map.of(
                        "v", 1,
                        "stack", "S3Migration",
                        "ledger_table", TABLE,
                        "reports_bucket", "reports",
                        "worker_function", "w",
                        "jobsender_function", "j",
                        "credentials_parameter", "s3_migration_credentials",
                        "routes_parameter", "s3_migration_bucket_para",
                        "ignore_list_parameter", "s3_migrate_ignore_list"));
        parameters.put("s3_migrate_stack", Json.line(stack));
        routeOptions("\"des_store\": \"aws\"");
        parameters.put("s3_migrate_ignore_list", "# nothing\n");
        credentials(
                """
                {"aws_access_key_id": "%s", "aws_secret_access_key": "secret-of-the-destination", "region": "us-east-1", "endpoint": "%s"}\
                """
                        .formatted(DESTINATION_KEY, s3.http()));
    }

    /// Writes the parameter of the destination's credentials anew.
    void credentials(String json) {
        parameters.putSecure("s3_migration_credentials", json);
    }

    /// Gives its route other options, as members of a JSON object.
    void routeOptions(String options) {
        parameters.put(
                "s3_migration_bucket_para",
                """
                [{"name": "%s", "src_bucket": "photos", "src_prefix": "", "des_bucket": "backup", "des_prefix": "", %s}]\
                """
                        .formatted(ROUTE, options));
    }

    /// The URL of a queue, such as `large` or `large-dead`.
    String url(String queue) {
        return Optional.ofNullable(queues.get(queue)).orElseThrow().url();
    }

    /// How many messages a queue has, visible or not.
    int messages(String queue) throws InterruptedException {
        return sqs.queues().counts(url(queue)).total();
    }

    /// Runs a command line as a person does.
    Ended run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = Main.run(arguments);
            return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /// What the commands find, for tests that look into the ledger.
    DeployedSystem open() {
        return new SystemOptions().open();
    }

    /// Starts worker and jobsender in this process. What is minutes in a deployment is a second
    /// here.
    void startFunctions() throws InterruptedException {
        startJobsender();
        startWorker(Map.of());
    }

    void startJobsender() throws InterruptedException {
        var handler = new JobsenderHandler(environment(), lines);
        host().deploy(function("j", handler));
        host().map(new EventSourceMapping("j", queue("runs"), 1, 1, true));
    }

    /// @param settings that differ from those of [#startFunctions]
    void startWorker(Map<String, String> settings) throws InterruptedException {
        var environment = environment();
        environment.putAll(settings);
        host().deploy(function("w", new WorkerHandler(Worker.start(environment, lines))));
        for (String name : List.of("events", "batches", "large")) {
            host().map(new EventSourceMapping("w", queue(name), 10, 2, true));
        }
    }

    private LambdaHost host() {
        if (host.isEmpty()) {
            host = Optional.of(LambdaHost.start(sqs, _ -> {}, (_, _) -> {}));
        }
        return host.get();
    }

    private static InProcessFunction function(String name, RequestHandler<SQSEvent, ?> handler) {
        return InProcessFunction.of(name, TIMEOUT, 1_769, "us-east-1", handler, SQSEvent.class);
    }

    /// What the functions have written of an event.
    List<String> said(String event) {
        return written.toString(UTF_8)
                .lines()
                .filter(line -> line.contains("\"event\":\"%s\"".formatted(event)))
                .toList();
    }

    private Queue queue(String name) {
        return Optional.ofNullable(queues.get(name)).orElseThrow();
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        Map.of("Events", "events", "Batches", "batches", "Large", "large", "Runs", "runs")
                .forEach((setting, name) -> {
                    environment.put(setting + "QueueUrl", url(name));
                    environment.put(setting + "DeadLetterQueueUrl", url(name + "-dead"));
                });
        environment.put("LedgerTable", TABLE);
        environment.put("ReportsBucket", "reports");
        environment.put("AWS_ENDPOINT_URL_S3", s3.http().toString());
        environment.put("MarginSeconds", "2");
        for (String seconds : List.of("CompleteMargin", "Settle", "Backoff", "Probe")) {
            environment.put(seconds + "Seconds", "1");
        }
        environment.put("VisibilitySeconds", "2");
        environment.put("LeaseSeconds", "2");
        environment.put("PausedSeconds", "3");
        return environment;
    }

    /// Waits, and fails where it takes more than any of this should on a busy machine.
    static void until(Callable<Boolean> isSo) throws Exception {
        var deadline = Deadline.in(LONGEST, InstantSource.system());
        while (!isSo.call()) {
            assertThat(deadline.remaining()).isPositive();
            Sleeper.system().sleep(BETWEEN_LOOKS);
        }
    }

    @Override
    public void close() {
        host.ifPresent(LambdaHost::close);
        s3.close();
        sqs.close();
        sts.close();
        parameters.close();
        tables.close();
        bus.close();
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
