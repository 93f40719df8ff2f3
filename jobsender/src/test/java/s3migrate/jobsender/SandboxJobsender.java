package s3migrate.jobsender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.dynamodb.DynamoDbPlanLedger;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.BusEvent;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.lambda.RecursiveLoop;
import s3migrate.sandbox.lambda.RoleCredentials;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The jobsender's packaged asset in the sandbox's Lambda, with everything it talks to: a source in
/// its own account, a destination in another.
final class SandboxJobsender implements AutoCloseable {

    static final String ROUTE = "photos";

    private static final String KEY_ID = "AKIAJOBSENDER0000001";
    private static final String REMOTE_KEY_ID = "AKIAREMOTE0000000001";
    static final String TABLE = "ledger";
    private static final String FUNCTION = "jobsender";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger kills = new AtomicInteger();
    private final BlockingQueue<JsonNode> log = new LinkedBlockingQueue<>();
    private final S3Server source;
    private final S3Server destination;
    private final SqsServer sqs = SqsServer.start(0, "us-east-1", AccessKeys.of(KEY_ID));
    private final SsmServer ssm = SsmServer.start(0, AccessKeys.of(KEY_ID));
    private final EventBridgeServer bus = EventBridgeServer.start(0, AccessKeys.of(KEY_ID));
    private final DynamoDbServer tables =
            DynamoDbServer.start(
                    0,
                    AccessKeys.of(KEY_ID),
                    TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
    private final Queue runs;
    private final Queue deadRuns;
    private final Queue batches;
    private final Queue large;
    private final LambdaHost host;

    /// Deploys the function with these settings beside the ones it needs.
    SandboxJobsender(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        source = s3(directory.resolve("source"), KEY_ID);
        destination = s3(directory.resolve("destination"), REMOTE_KEY_ID);
        source.createBucket("src");
        destination.createBucket("dst");
        deadRuns = sqs.queues().create(QueueDefinition.of("runs-dead", TIMEOUT));
        runs =
                sqs.queues()
                        .create(QueueDefinition.of("runs", TIMEOUT).withDeadLetters(deadRuns, 100));
        batches = sqs.queues().create(QueueDefinition.of("batches", TIMEOUT));
        large = sqs.queues().create(QueueDefinition.of("large", TIMEOUT));
        writeParameters();
        host = LambdaHost.start(sqs, _ -> {}, (_, line) -> read(line));
        host.deploy(function(settings));
        host.map(new EventSourceMapping(FUNCTION, runs, 1, 2, true));
    }

    private static S3Server s3(Path directory, String keyId) throws IOException {
        return S3Server.start(S3Settings.in(directory).withCredentials(keyId, "secret"));
    }

    private void writeParameters() {
        writeRoute("from-src");
        ssm.put("s3_migrate_ignore_list", "src/tmp/*\n");
        ssm.putSecure(
                "s3_migration_credentials",
                """
                {"aws_access_key_id": "%s", "aws_secret_access_key": "secret", "region": "us-east-1", "endpoint": "%s"}\
                """
                        .formatted(REMOTE_KEY_ID, destination.http()));
    }

    /// The route from now on, with the destination prefix as a person writes it.
    void writeRoute(String destinationPrefix) {
        writeRoute(destinationPrefix, 10);
    }

    /// The same, whose first run copies by itself below this price.
    void writeRoute(String destinationPrefix, int startBelowUsd) {
        ssm.put(
                "s3_migration_bucket_para",
                """
                [{"name": "%s", "src_bucket": "src", "src_prefix": "", "des_bucket": "dst", "des_prefix": "%s", "start_below_usd": %d}]\
                """
                        .formatted(ROUTE, destinationPrefix, startBelowUsd));
    }

    private FunctionDefinition function(Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL_S3", source.http().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SSM", ssm.uri().toString());
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", bus.uri().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        environment.put("RunsQueueUrl", runs.url());
        environment.put("RunsDeadLetterQueueUrl", deadRuns.url());
        environment.put("LargeQueueUrl", large.url());
        environment.put("BatchesQueueUrl", batches.url());
        environment.put("LedgerTable", TABLE);
        environment.put("SmallMiB", "1");
        environment.put("MarginSeconds", "2");
        environment.putAll(settings);
        return FunctionDefinition.of(
                        FUNCTION,
                        Path.of("target", "jobsender.zip"),
                        "s3migrate.jobsender.JobsenderHandler::handleRequest",
                        1_769,
                        TIMEOUT,
                        new RoleCredentials(KEY_ID, "secret", "token"),
                        "us-east-1")
                .withEnvironment(environment)
                .withRecursiveLoop(RecursiveLoop.ALLOW);
    }

    private void read(String line) {
        try {
            if (line.startsWith("{")) {
                log.add(JSON.readTree(line));
            }
        } catch (JsonProcessingException notOurs) {
            throw new AssertionError(line, notOurs);
        }
    }

    SsmServer parameters() {
        return ssm;
    }

    /// The route's runs copy at once from now on, as after a first run that was dry.
    void approvePlan() {
        try (var client = ledgerClient()) {
            var plan =
                    new PlanRecord(
                            ROUTE,
                            "s3://src/ to s3://dst/from-src/, streamed, the internet, storage class STANDARD",
                            "0",
                            Instant.EPOCH,
                            0,
                            0,
                            0,
                            0,
                            false,
                            "{}",
                            Optional.empty());
            var ledger = new DynamoDbPlanLedger(client, TABLE);
            var _ = ledger.replace(Optional.empty(), plan.approvedBy("person", Instant.EPOCH));
        }
    }

    /// What is known of the route's plan.
    Optional<PlanRecord> plan() {
        try (var client = ledgerClient()) {
            return new DynamoDbPlanLedger(client, TABLE).find(ROUTE);
        }
    }

    S3Server source() {
        return source;
    }

    S3Server destination() {
        return destination;
    }

    /// What other systems were told.
    List<BusEvent> events() {
        return bus.events();
    }

    /// Of the table; the caller closes it.
    DynamoDbClient ledgerClient() {
        return DynamoDbClient.builder()
                .endpointOverride(tables.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(KEY_ID, "secret")))
                .build();
    }

    /// Kills the function while it waits for this page of the source's listing.
    void killAtPageOfSource(int page) {
        source.faults()
                .plan(
                        FaultPlan.onNth(
                                "ListObjectsV2",
                                page,
                                new Fault.Before(
                                        () -> kills.addAndGet(host.killRunning(FUNCTION)))));
    }

    /// From this page on the destination lists nothing, until told otherwise.
    void failFromPageOfDestination(int page) {
        destination
                .faults()
                .plan(Calls.of("ListObjectsV2").from(page, Fault.Refuse.internalError()));
    }

    /// Ends the faults of the destination.
    void mendDestination() {
        destination.faults().clear();
    }

    /// Sends a message to the runs queue, and again while the first waits for the source, which
    /// goes on when the second has come back.
    void sendTwiceAtOnce(String message) throws InterruptedException {
        var cameBack = new CountDownLatch(1);
        Runnable again =
                () -> {
                    try {
                        send(message);
                        cameBack.await();
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                };
        source.faults().plan(FaultPlan.onNth("ListObjectsV2", 1, new Fault.Before(again)));
        send(message);
        awaitLog("run_busy");
        cameBack.countDown();
    }

    /// How many were killed.
    int kills() {
        return kills.get();
    }

    /// The same objects on both sides, numbered under `p/`.
    void fill(int objects) {
        source.fill("src", "p/", objects, 17);
        destination.fill("dst", "from-src/p/", objects, 17);
    }

    void writeSource(String key, byte[] bytes) {
        write(source, "src", key, bytes);
    }

    void writeDestination(String key, byte[] bytes) {
        write(destination, "dst", "from-src/" + key, bytes);
    }

    /// An object of somebody else's, whose key only begins like those of the route.
    void writeBeside(String key, byte[] bytes) {
        write(destination, "dst", "from-src2/" + key, bytes);
    }

    private static void write(S3Server server, String bucket, String key, byte[] bytes) {
        try {
            var _ = server.put(bucket, key, bytes);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /// As the schedule does.
    void startAllRoutes() throws InterruptedException {
        send("{\"v\": 1, \"type\": \"run\", \"reason\": \"schedule\"}");
    }

    void send(String message) throws InterruptedException {
        sqs.queues().send(runs.url(), message);
    }

    /// The next line of the log about `event`; the ones before it are passed over.
    JsonNode awaitLog(String event) throws InterruptedException {
        var passed = new ArrayList<JsonNode>();
        while (true) {
            var line = log.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no %s within a minute after %s".formatted(event, passed));
            }
            passed.add(line);
            if (line.path("event").asText().equals(event)) {
                return line;
            }
        }
    }

    List<Message> batches() throws InterruptedException {
        return decoded(batches);
    }

    /// Without the sweeps that each start of a run sends.
    List<Message> large() throws InterruptedException {
        return decoded(large).stream().filter(m -> !(m instanceof Message.Sweep)).toList();
    }

    /// Why messages of the runs queue were given up.
    List<String> deadReasons() throws InterruptedException {
        return sqs.queues().inspect(deadRuns.url()).stream()
                .map(dead -> Optional.ofNullable(dead.messageAttributes().get("reason")))
                .map(reason -> reason.map(MessageAttribute::value).orElse("no reason"))
                .toList();
    }

    private List<Message> decoded(Queue queue) throws InterruptedException {
        return sqs.queues().inspect(queue.url()).stream()
                .map(message -> Messages.decode(message.body()))
                .toList();
    }

    @Override
    public void close() {
        host.close();
        source.close();
        destination.close();
        sqs.close();
        ssm.close();
        bus.close();
        tables.close();
    }
}
