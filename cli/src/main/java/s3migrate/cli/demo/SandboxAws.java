package s3migrate.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import s3migrate.cli.CouldNotStart;
import s3migrate.route.DeployedStack;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.tls.SandboxTls;

/// Two accounts on loopback, as a deployment has them: the local one with source bucket, queues,
/// ledger and parameters, and a remote one with the destination bucket, under credentials of its
/// own.
final class SandboxAws implements AutoCloseable {

    /// The bucket objects come from.
    static final String SOURCE_BUCKET = "demo-source";

    /// The bucket they go to.
    static final String DESTINATION_BUCKET = "demo-destination";

    /// What is put before every key at the destination.
    static final String DESTINATION_PREFIX = "from-source/";

    /// Where the worker leaves the evidence of batches.
    static final String REPORTS_BUCKET = "demo-reports";

    /// The ledger's table.
    static final String TABLE = "s3-migrate-ledger";

    static final String LOCAL_REGION = "us-east-1";
    static final String REMOTE_REGION = "cn-north-1";
    static final Account LOCAL =
            new Account("AKIALOCALSANDBOX0001", "local-secret-of-the-sandbox", LOCAL_REGION);
    static final Account REMOTE =
            new Account("AKIAREMOTESANDBOX002", "remote-secret-of-the-sandbox", REMOTE_REGION);

    /// The message of the schedule, that starts a comparison of every route.
    static final String RUN =
            """
            {"v": 1, "type": "run", "reason": "schedule"}\
            """;

    /// Whose requests a side takes.
    record Account(String accessKeyId, String secretAccessKey, String region) {}

    private final SandboxTls tls;
    private final S3Server source;
    private final S3Server destination;
    private final SqsServer sqs;
    private final SsmServer parameters;
    private final EventBridgeServer bus;
    private final DynamoDbServer tables;
    private final WorkQueues queues;

    private SandboxAws(Path directory, int port, Duration visibility)
            throws IOException, InterruptedException {
        tls = SandboxTls.create(directory.resolve("tls"));
        source = S3Server.start(settings(LOCAL, directory.resolve("source"), "111122223333", port));
        destination =
                S3Server.start(
                        settings(REMOTE, directory.resolve("destination"), "444455556666", 0));
        var keys = AccessKeys.of(LOCAL.accessKeyId());
        sqs = SqsServer.start(0, LOCAL_REGION, keys);
        parameters = SsmServer.start(0, keys);
        bus = EventBridgeServer.start(0, keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        queues = WorkQueues.create(sqs.queues(), visibility);
        source.createBucket(SOURCE_BUCKET);
        source.createBucket(REPORTS_BUCKET);
        destination.createBucket(DESTINATION_BUCKET);
        writeParameters();
    }

    /// Starts everything under `directory`, with the source's https endpoint on `port` (0: any free
    /// one).
    ///
    /// @throws CouldNotStart if the port is in use
    static SandboxAws start(Path directory, int port, Duration visibility)
            throws InterruptedException {
        try {
            return new SandboxAws(directory, port, visibility);
        } catch (IOException broke) {
            throw new CouldNotStart("the sandbox did not start: " + broke.getMessage(), broke);
        }
    }

    /// From now on every change in the source bucket is an event in the queue.
    void notifyEvents() {
        source.notify(SOURCE_BUCKET, EventRule.all("s3-migrate", this::deliver));
    }

    /// Asks for a comparison, with the message of the schedule.
    void requestRun() throws InterruptedException {
        sqs.queues().send(queues.runs().queue().url(), RUN);
    }

    private S3Settings settings(Account account, Path directory, String accountId, int port) {
        return S3Settings.in(directory)
                .withRegion(account.region())
                .withAccountId(accountId)
                .withCredentials(account.accessKeyId(), account.secretAccessKey())
                .withPorts(0, port)
                .withTls(tls);
    }

    private void deliver(String event) throws InterruptedException {
        sqs.queues().send(queues.events().queue().url(), event);
    }

    private void writeParameters() {
        parameters.putSecure(
                "s3_migration_credentials",
                """
                {"aws_access_key_id": "%s", "aws_secret_access_key": "%s", "region": "%s", "endpoint": "%s"}\
                """
                        .formatted(
                                REMOTE.accessKeyId(),
                                REMOTE.secretAccessKey(),
                                REMOTE.region(),
                                destination.https()));
        parameters.put(
                "s3_migration_bucket_para",
                """
                [{"src_bucket": "%s", "src_prefix": "", "des_bucket": "%s", "des_prefix": "%s", "des_store": "aws"}]\
                """
                        .formatted(SOURCE_BUCKET, DESTINATION_BUCKET, DESTINATION_PREFIX));
        parameters.put("s3_migrate_ignore_list", "# nothing is ignored\n");
        parameters.put(DeployedStack.PARAMETER, stack());
    }

    /// As a deployment describes itself.
    private String stack() {
        return """
        {"v": 1, "stack": "demo", %s, %s, %s, %s, "ledger_table": "%s", "reports_bucket": "%s",
         "worker_function": "%s", "jobsender_function": "%s", "job_type": "PUT",
         "credentials_parameter": "s3_migration_credentials", "routes_parameter": "s3_migration_bucket_para",
         "ignore_list_parameter": "s3_migrate_ignore_list"}\
        """
                .formatted(
                        queues.events().described("events"),
                        queues.large().described("large"),
                        queues.batches().described("batches"),
                        queues.runs().described("runs"),
                        TABLE,
                        REPORTS_BUCKET,
                        DemoFunctions.WORKER,
                        DemoFunctions.JOBSENDER);
    }

    /// What the worker finds in its environment, as a deployment writes it.
    Map<String, String> workerEnvironment() {
        var environment = environment();
        queues.events().putInto(environment, "Events");
        return environment;
    }

    /// What the jobsender finds in its environment.
    Map<String, String> jobsenderEnvironment() {
        var environment = environment();
        queues.runs().putInto(environment, "Runs");
        return environment;
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL_S3", source.https().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SSM", parameters.uri().toString());
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", bus.uri().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
        queues.large().putInto(environment, "Large");
        queues.batches().putInto(environment, "Batches");
        environment.put("LedgerTable", TABLE);
        environment.put("JobType", "PUT");
        environment.put("ReportsBucket", REPORTS_BUCKET);
        return environment;
    }

    /// The side objects come from.
    S3Server source() {
        return source;
    }

    /// The side they go to.
    S3Server destination() {
        return destination;
    }

    /// The local account's queues.
    SqsServer sqs() {
        return sqs;
    }

    /// The local account's tables.
    DynamoDbServer tables() {
        return tables;
    }

    SsmServer parameters() {
        return parameters;
    }

    SandboxTls tls() {
        return tls;
    }

    WorkQueues queues() {
        return queues;
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sqs.close();
        parameters.close();
        bus.close();
        tables.close();
    }
}
