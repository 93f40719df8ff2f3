package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.RoleCredentials;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.tls.SandboxTls;

/// One route of a deployment on loopback: two S3 servers over https under credentials of their own,
/// so that bytes pass through the worker, with its queues, ledger and parameters. The destination
/// drops the bytes it was sent, after it checked them.
final class LoopbackRoute implements AutoCloseable {
    static final String NAME = "measured";
    static final String SOURCE_BUCKET = "measured-source";
    static final String DESTINATION_BUCKET = "measured-destination";
    static final String REGION = "us-east-1";

    /// The worker's own role, which reads the source.
    static final Account OWN = new Account("AKIAMEASUREDSOURCE01", "secret-of-the-source");

    /// Who writes the destination.
    static final Account OTHER = new Account("AKIAMEASUREDDESTIN02", "secret-of-the-destination");

    private static final String REPORTS_BUCKET = "measured-reports";
    private static final String TABLE = "s3-migrate-ledger";

    /// Longer than any function's time-out.
    private static final Duration VISIBILITY = Duration.ofHours(1);

    /// Whose requests a server takes.
    record Account(String accessKeyId, String secretAccessKey) {}

    private final SandboxTls tls;
    private final S3Server source;
    private final S3Server destination;
    private final SqsServer sqs;
    private final SsmServer parameters;
    private final DynamoDbServer tables;
    private final Map<String, Queue> queues = new LinkedHashMap<>();

    private LoopbackRoute(Path directory) throws IOException, InterruptedException {
        tls = SandboxTls.create(directory.resolve("tls"));
        source = server(directory.resolve("source"), OWN);
        destination = server(directory.resolve("destination"), OTHER);
        var keys = AccessKeys.of(OWN.accessKeyId());
        sqs = SqsServer.start(0, REGION, keys);
        parameters = SsmServer.start(0, keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        for (var name : new String[] {"Events", "Large", "Batches"}) {
            queues.put(name, sqs.queues().create(QueueDefinition.of(name, VISIBILITY)));
        }
        source.createBucket(SOURCE_BUCKET);
        source.createBucket(REPORTS_BUCKET);
        // For copies within one store.
        source.createSink(DESTINATION_BUCKET);
        destination.createSink(DESTINATION_BUCKET);
        // rclone sends one with every object.
        destination.change(DESTINATION_BUCKET, settings -> settings.withAcls(true));
        writeDestination(destination.https());
        writeParameters();
    }

    static LoopbackRoute start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        return new LoopbackRoute(directory);
    }

    private S3Server server(Path directory, Account account) throws IOException {
        return S3Server.start(
                S3Settings.in(directory)
                        .withRegion(REGION)
                        .withCredentials(account.accessKeyId(), account.secretAccessKey())
                        .withTls(tls));
    }

    /// Where workers that start from now on reach the destination.
    void writeDestination(URI endpoint) {
        parameters.putSecure(
                "s3_migration_credentials",
                """
                {"aws_access_key_id": "%s", "aws_secret_access_key": "%s", "region": "%s", "endpoint": "%s"}\
                """
                        .formatted(OTHER.accessKeyId(), OTHER.secretAccessKey(), REGION, endpoint));
    }

    private void writeParameters() {
        parameters.put(
                "s3_migration_bucket_para",
                """
                [{"name": "%s", "src_bucket": "%s", "src_prefix": "", "des_bucket": "%s", "des_prefix": "", "des_store": "aws"}]\
                """
                        .formatted(NAME, SOURCE_BUCKET, DESTINATION_BUCKET));
        parameters.put("s3_migrate_ignore_list", "# nothing is ignored\n");
    }

    /// What the worker finds in its environment, as a deployment writes it.
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL_S3", source.https().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SSM", parameters.uri().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        queues.forEach((name, queue) -> {
            environment.put(name + "QueueUrl", queue.url());
            environment.put(name + "DeadLetterQueueUrl", queue.url());
        });
        environment.put("LedgerTable", TABLE);
        environment.put("ReportsBucket", REPORTS_BUCKET);
        environment.put("JobType", "PUT");
        return environment;
    }

    /// As Lambda gives them to the worker.
    static RoleCredentials role() {
        return new RoleCredentials(OWN.accessKeyId(), OWN.secretAccessKey(), "a-session-token");
    }

    S3Server source() {
        return source;
    }

    S3Server destination() {
        return destination;
    }

    DynamoDbServer tables() {
        return tables;
    }

    SqsServer sqs() {
        return sqs;
    }

    /// Takes the events of buckets.
    Queue events() {
        return queue("Events");
    }

    /// Takes one large object a message.
    Queue large() {
        return queue("Large");
    }

    /// Takes batches of small ones.
    Queue batches() {
        return queue("Batches");
    }

    private Queue queue(String name) {
        var queue = queues.get(name);
        if (queue == null) {
            throw new IllegalArgumentException("no queue " + name);
        }
        return queue;
    }

    SandboxTls tls() {
        return tls;
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sqs.close();
        parameters.close();
        tables.close();
    }
}
