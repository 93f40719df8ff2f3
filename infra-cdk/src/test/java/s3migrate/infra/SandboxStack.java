package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import s3migrate.infra.Synthesis.Resource;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.HostEvent;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.lambda.RecursiveLoop;
import s3migrate.sandbox.lambda.RoleCredentials;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;

/// A template deployed in the sandbox: its queues, table, parameters, functions and mappings are
/// made as it says, and nothing is added but endpoints. The jars are those of this machine's
/// architecture.
final class SandboxStack implements AutoCloseable {

    /// What a test waits for.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static final String KEY_ID = "AKIADEPLOYEDSTACK001";
    private static final String REMOTE_KEY_ID = "AKIAREMOTEACCOUNT001";

    private final Synthesis synthesis;
    private final String region;
    private final S3Server source;
    private final S3Server destination;
    private final SqsServer sqs;
    private final SsmServer parameters = SsmServer.start(0, AccessKeys.of(KEY_ID));
    private final EventBridgeServer bus = EventBridgeServer.start(0, AccessKeys.of(KEY_ID));
    private final DynamoDbServer tables;
    private final LambdaHost host;
    private final SandboxQueues queues;
    private final Map<String, String> physical = new HashMap<>();
    private final BlockingQueue<HostEvent> ended = new LinkedBlockingQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    SandboxStack(Synthesis synthesis, Path directory) throws IOException, InterruptedException {
        this.synthesis = synthesis;
        this.region = synthesis.migration().region();
        source = s3(directory.resolve("source"), KEY_ID, region);
        destination = s3(directory.resolve("destination"), REMOTE_KEY_ID, "cn-north-1");
        sqs = SqsServer.start(0, region, AccessKeys.of(KEY_ID));
        tables = DynamoDbServer.start(0, AccessKeys.of(KEY_ID), table());
        host = LambdaHost.start(sqs, ended::add, (_, line) -> log.add(line));
        queues = new SandboxQueues(synthesis, sqs);
        queues.byId().forEach((id, queue) -> physical.put(id, queue.url()));
        makeBuckets();
        writeParameters();
        deployFunctions();
        mapQueues();
    }

    private static S3Server s3(Path directory, String keyId, String region) throws IOException {
        return S3Server.start(
                S3Settings.in(directory).withCredentials(keyId, "secret").withRegion(region));
    }

    private TableDefinition table() {
        var table = only("AWS::DynamoDB::Table");
        physical.put(table.id(), "S3Migration-" + table.id());
        return TableDefinition.of(
                        "S3Migration-" + table.id(),
                        table.properties().at("/KeySchema/0/AttributeName").asText())
                .withIndex(
                        table.properties().at("/GlobalSecondaryIndexes/0/IndexName").asText(),
                        table.properties()
                                .at("/GlobalSecondaryIndexes/0/KeySchema/0/AttributeName")
                                .asText());
    }

    private void makeBuckets() {
        for (var bucket : synthesis.resources("AWS::S3::Bucket")) {
            var named = bucket.properties().path("BucketName");
            String name =
                    named.isMissingNode() ? bucket.id().toLowerCase(Locale.ROOT) : value(named);
            source.createBucket(name);
            physical.put(bucket.id(), name);
        }
    }

    /// The name of the bucket that has no name in the template.
    String reportsBucket() {
        return physical.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("MigrationReports"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private void writeParameters() {
        for (var parameter : synthesis.resources("AWS::SSM::Parameter")) {
            parameters.put(
                    parameter.properties().path("Name").asText(),
                    value(parameter.properties().path("Value")));
        }
        // The one that is made by hand.
        parameters.putSecure(
                "s3_migration_credentials",
                """
                {"aws_access_key_id": "%s", "aws_secret_access_key": "secret", "region": "cn-north-1", "endpoint": "%s"}\
                """
                        .formatted(REMOTE_KEY_ID, destination.http()));
    }

    private void deployFunctions() {
        for (var function : synthesis.resources("AWS::Lambda::Function")) {
            var properties = function.properties();
            String name = properties.path("FunctionName").asText();
            physical.put(function.id(), name);
            host.deploy(
                    FunctionDefinition.of(
                                    name,
                                    ofThisMachine(synthesis.asset(name)),
                                    properties.path("Handler").asText(),
                                    properties.path("MemorySize").asInt(),
                                    Duration.ofSeconds(properties.path("Timeout").asInt()),
                                    new RoleCredentials(KEY_ID, "secret", "token"),
                                    region)
                            .withEnvironment(environment(properties))
                            .withRecursiveLoop(
                                    properties.path("RecursiveLoop").asText().equals("Allow")
                                            ? RecursiveLoop.ALLOW
                                            : RecursiveLoop.TERMINATE));
        }
    }

    private Map<String, String> environment(JsonNode function) {
        var environment = new HashMap<String, String>();
        function.at("/Environment/Variables")
                .properties()
                .forEach(
                        variable -> environment.put(variable.getKey(), value(variable.getValue())));
        environment.put("AWS_ENDPOINT_URL_S3", source.http().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SSM", parameters.uri().toString());
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", bus.uri().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        return environment;
    }

    /// The worker's asset carries native code for one architecture; this one's lies beside it.
    private static Path ofThisMachine(Path asset) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = asset.getFileName().toString();
        return asset.resolveSibling(
                name.replaceFirst("(?<=linux-)[a-z0-9_]+", arm ? "aarch_64" : "x86_64"));
    }

    private void mapQueues() throws InterruptedException {
        for (var mapping : synthesis.resources("AWS::Lambda::EventSourceMapping")) {
            var properties = mapping.properties();
            host.map(
                    new EventSourceMapping(
                            value(properties.path("FunctionName")),
                            queues.at(properties.path("EventSourceArn")),
                            properties.path("BatchSize").asInt(),
                            properties.at("/ScalingConfig/MaximumConcurrency").asInt(),
                            Intrinsics.texts(properties.path("FunctionResponseTypes"))
                                    .contains("ReportBatchItemFailures")));
        }
    }

    /// Looks whenever something happened in the functions.
    ///
    /// @return whether it holds before the time is over
    boolean await(Condition condition, Duration most) throws InterruptedException {
        var end = Instant.now().plus(most);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            var _ = ended.poll(1, TimeUnit.SECONDS);
        }
        return true;
    }

    /// Sends a bucket's events to the events queue, as a person sets it.
    void tellOfNewObjects(String bucket) {
        var events = queues.named("s3-migrate-events");
        source.notify(bucket, EventRule.all("by-hand", event -> queues.send(events, event)));
    }

    /// What the schedule does every hour.
    void runSchedule() throws InterruptedException {
        var target = only("AWS::Scheduler::Schedule").properties().path("Target");
        queues.send(queues.at(target.path("Arn")), target.path("Input").asText());
    }

    S3Server source() {
        return source;
    }

    S3Server destination() {
        return destination;
    }

    SandboxQueues queues() {
        return queues;
    }

    List<String> log() {
        return log;
    }

    /// A value as CloudFormation would fill it in.
    private String value(JsonNode value) {
        String text = Intrinsics.text(value);
        for (var name : physical.entrySet()) {
            text = text.replace("${" + name.getKey() + "}", name.getValue());
        }
        return text;
    }

    private Resource only(String type) {
        var all = synthesis.resources(type);
        if (all.size() != 1) {
            throw new AssertionError("%d of %s".formatted(all.size(), type));
        }
        return all.getFirst();
    }

    @Override
    public void close() {
        host.close();
        source.close();
        destination.close();
        sqs.close();
        parameters.close();
        bus.close();
        tables.close();
    }
}
