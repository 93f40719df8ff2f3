package s3migrate.cli.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import s3migrate.cli.Main;
import s3migrate.docs.TestClassPath;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;

/// An account with a deployed system, whose buckets `photos` and `backup` are those of one route,
/// and containers of its worker as processes. Up to 1 MiB is small, above come parts of 5 MiB.
final class ContainerSandbox implements AutoCloseable {

    private static final String KEY = "AKIACONTAINER";
    private static final String TABLE = "ledger";

    final S3Server s3;
    final SqsServer sqs;
    final SsmServer parameters;
    final EventBridgeServer bus;
    final Map<String, Queue> queues = new HashMap<>();

    private final DynamoDbServer tables;
    private final List<Container> containers = new ArrayList<>();

    ContainerSandbox(Path directory) throws IOException, InterruptedException {
        var keys = AccessKeys.of(KEY);
        s3 = S3Server.start(S3Settings.in(directory).withCredentials(KEY, "secret"));
        sqs = SqsServer.start(0, "us-east-1", keys);
        parameters = SsmServer.start(0, keys);
        bus = EventBridgeServer.start(0, keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        for (var bucket : List.of("photos", "backup", "reports")) {
            s3.createBucket(bucket);
        }
        for (var name : List.of("events", "large", "batches", "runs")) {
            var dead =
                    sqs.queues().create(QueueDefinition.of(name + "-dead", Duration.ofMinutes(1)));
            var queue = QueueDefinition.of(name, Duration.ofMinutes(1)).withDeadLetters(dead, 100);
            queues.put(name + "_dead_letter", dead);
            queues.put(name, sqs.queues().create(queue));
        }
        parameters.put(
                "s3_migration_bucket_para",
                """
                [{"src_bucket": "photos", "des_bucket": "backup", "des_store": "aws", "copy": "stream"}]\
                """);
        parameters.put("s3_migrate_ignore_list", "# nothing");
        parameters.put("s3_migrate_stack", stack());
    }

    /// As a deployment writes it.
    private String stack() {
        var urls =
                queues.entrySet().stream()
                        .map(queue ->
                                "\"%s_queue_url\": \"%s\""
                                        .formatted(queue.getKey(), queue.getValue().url()))
                        .collect(Collectors.joining(", "));
        return """
        {"v": 1, "stack": "S3Migration", %s, "ledger_table": "%s", "reports_bucket": "reports", \
        "worker_function": "w", "jobsender_function": "j", "credentials_parameter": "none", \
        "routes_parameter": "s3_migration_bucket_para", "ignore_list_parameter": "s3_migrate_ignore_list"}\
        """
                .formatted(urls, TABLE);
    }

    void order(String key, long size, String id) throws InterruptedException {
        sqs.queues()
                .send(
                        queue("events").url(),
                        """
                        {"Src_bucket": "photos", "Src_key": "%1$s", "Des_bucket": "backup", "Des_key": "%1$s", "Size": %2$d, "id": "%3$s"}\
                        """
                                .formatted(key, size, id));
    }

    Queue queue(String name) {
        return Objects.requireNonNull(queues.get(name));
    }

    /// Starts `s3migrate worker` and waits until it listens.
    Container start(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        TestClassPath.text(),
                        Main.class.getName(),
                        "worker",
                        "--port",
                        "0"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment());
        var container = Container.of(builder.start());
        containers.add(container);
        return container;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("AWS_ACCESS_KEY_ID", KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL_S3", s3.http().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SSM", parameters.uri().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", bus.uri().toString());
        environment.put("JobType", "BOTH");
        environment.put("PartMiB", "5");
        environment.put("SmallMiB", "1");
        environment.put("MaxThread", "2");
        environment.put("VisibilitySeconds", "10");
        environment.put("LeaseSeconds", "10");
        environment.put("SettleSeconds", "1");
        environment.put("BackoffSeconds", "1");
        environment.put("CompleteMarginSeconds", "1");
        return environment;
    }

    @Override
    public void close() {
        containers.forEach(Container::kill);
        s3.close();
        sqs.close();
        parameters.close();
        bus.close();
        tables.close();
    }
}
