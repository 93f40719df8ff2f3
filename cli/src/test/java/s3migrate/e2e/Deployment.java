package s3migrate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.ReceivedMessage;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.tls.SandboxTls;

/// Everything a deployment has, on loopback: the account it is in, two foreign ones, and functions
/// for each JobType. Every route has buckets of its own, so that tests do not meet, and what is
/// refused a function of its own, whose queues do not get empty.
final class Deployment implements AutoCloseable {

    static final String REPORTS = "reports";

    private static final String TABLE = "ledger";
    private static final String CONFIG = "config";

    final Account own;
    final Account theirs;
    final Account third;
    final SqsServer sqs;
    final SsmServer parameters;
    final EventBridgeServer bus;
    final LambdaHost host;
    final Fleet put;
    final Fleet get;
    final Fleet both;
    final Fleet refused;

    private final SandboxTls tls;
    private final DynamoDbServer tables;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final List<String> routes = new ArrayList<>();
    private final List<String> log = new ArrayList<>(); // guarded by itself

    Deployment(Path directory) throws IOException, InterruptedException {
        tls = SandboxTls.shared();
        own = Account.start("own", "us-east-1", "111122223333", directory, tls);
        theirs = Account.start("theirs", "cn-north-1", "444455556666", directory, tls);
        third = Account.start("third", "eu-west-1", "777788889999", directory, tls);
        var keys = AccessKeys.of(own.accessKeyId());
        sqs = SqsServer.start(0, own.region(), keys);
        parameters = SsmServer.start(0, keys);
        bus = EventBridgeServer.start(0, keys);
        tables =
                DynamoDbServer.start(
                        0,
                        keys,
                        TableDefinition.of(TABLE, "key").withIndex("state_shard", "state_shard"));
        host = LambdaHost.start(sqs, _ -> {}, (_, line) -> note(line));
        put = Fleet.of("put", sqs, Fleet.TIMEOUT);
        refused = Fleet.of("refused", sqs, Fleet.TIMEOUT);
        get = Fleet.of("get", sqs, Fleet.TIMEOUT);
        both = Fleet.of("both", sqs, Fleet.TIMEOUT);

        for (String name : List.of("photos", "large", "racing", "versioned")) {
            route(put, own, name, theirs, "");
        }
        own.s3().setVersioning("versioned", Versioning.ENABLED);
        theirs.s3().setVersioning("versioned-copies", Versioning.ENABLED);
        route(put, own, "cold", theirs, "\"storage_class\": \"GLACIER_IR\",");
        route(put, own, "to-third", third, "\"des_credentials\": \"third\",");
        silent(own, "silent", theirs, "");
        silent(own, "compared-put", theirs, "");
        silent(theirs, "compared-get", own, "");
        silent(own, "compared-both", own, "");
        silent(own, "compared-to-third", third, "\"des_credentials\": \"third\",");
        silent(third, "compared-from-third", theirs, "\"src_credentials\": \"third\",");
        silent(
                third,
                "compared-others",
                theirs,
                "\"src_credentials\": \"third\", \"des_credentials\": \"theirs\",");
        silent(own, "reported", theirs, "");
        for (String name : List.of("sliced", "continued", "paused")) {
            huge(name);
        }
        silent(own, "pruned", theirs, "\"delete\": true, \"max_delete\": 2,");
        route(put, own, "deleted", theirs, "\"delete\": true,");
        route(refused, own, "denied", theirs, "");
        for (String name : List.of("stranger", "forger", "broken", "rotated")) {
            route(refused, own, name, theirs, "\"des_credentials\": \"%s\",".formatted(name));
        }
        open(refused, own, "nowhere");
        lane(own, "nowhere", theirs, "");
        route(get, theirs, "fetched", own, "");
        theirs.s3().setVersioning("fetched", Versioning.ENABLED);
        route(both, own, "inside", own, "");
        route(
                both,
                third,
                "between-others",
                theirs,
                "\"src_credentials\": \"third\", \"des_credentials\": \"theirs\",");
        writeParameters();

        deploy(put, 1, environment("PUT", "KEEP"));
        deploy(refused, 1, environment("PUT", "KEEP"));
        deploy(get, 1, withVersionSwitches("GET"));
        deploy(both, 1, withVersionSwitches("BOTH"));
    }

    /// One more function, with queues of its own and settings of its own beside those of `put`. The
    /// settings that turn minutes into seconds are not among those.
    Fleet deploy(String name, Duration timeout, int workers, Map<String, String> settings)
            throws InterruptedException {
        var fleet = Fleet.of(name, sqs, timeout);
        var all = new HashMap<>(environment("PUT", "KEEP"));
        all.keySet().removeAll(Fleet.SECONDS_FOR_MINUTES.keySet());
        all.putAll(settings);
        deploy(fleet, workers, all);
        return fleet;
    }

    private void deploy(Fleet fleet, int workers, Map<String, String> environment)
            throws InterruptedException {
        fleet.deploy(host, own, workers, environment, tls.jvmOptions());
    }

    /// The buckets `name` and `name-copies`, and the route between them.
    private void route(Fleet fleet, Account from, String name, Account to, String options) {
        open(fleet, from, name);
        to.s3().createBucket(name + "-copies");
        lane(from, name, to, options);
    }

    /// The same without events: only a comparison copies.
    private void silent(Account from, String name, Account to, String options) {
        from.s3().createBucket(name);
        to.s3().createBucket(name + "-copies");
        lane(from, name, to, options);
    }

    /// The same for objects too large for this machine: their copies keep no bytes.
    private void huge(String name) {
        own.s3().createBucket(name);
        theirs.s3().createSink(name + "-copies");
        lane(own, name, theirs, "");
    }

    /// A bucket whose events start copies.
    private void open(Fleet fleet, Account from, String name) {
        from.s3().createBucket(name);
        from.s3()
                .notify(
                        name,
                        EventRule.all(
                                "s3-migrate",
                                event -> sqs.queues().send(fleet.events().url(), event)));
    }

    private void lane(Account from, String name, Account to, String options) {
        routes.add(
                """
                {%s "name": "%s", "src_bucket": "%s", "src_prefix": "", "des_bucket": "%s-copies", "des_prefix": "", "des_store": "aws"}\
                """
                        .formatted(options, name, name, name));
        lanes.put(name, new Lane(from, name, to, name + "-copies"));
    }

    /// So many routes do not fit a parameter.
    private void writeParameters() throws IOException {
        own.s3().createBucket(REPORTS);
        own.s3().createBucket(CONFIG);
        own.s3().put(CONFIG, "routes.json", routes.toString().getBytes(UTF_8));
        parameters.put("s3_migration_bucket_para", "s3://%s/routes.json".formatted(CONFIG));
        parameters.put("s3_migrate_ignore_list", "*.ignored\n");
        parameters.put("s3_migrate_stack", put.described(TABLE, REPORTS));
        parameters.putSecure("s3_migration_credentials", theirs.credentials());
        parameters.putSecure("theirs", theirs.credentials());
        parameters.putSecure("third", third.credentials());
        parameters.putSecure("stranger", theirs.credentials("AKIANOBODY", "secret-of-a-stranger"));
        parameters.putSecure(
                "forger", theirs.credentials(theirs.accessKeyId(), "secret-of-a-forger"));
        parameters.putSecure(
                "broken",
                "{\"aws_access_key_id\": \"AKIABROKEN\", \"aws_secret_access_key\": \"secret-of-a-broken-one");
        parameters.putSecure(
                "rotated", theirs.credentials(theirs.accessKeyId(), "secret-before-rotation"));
    }

    private Map<String, String> environment(String jobType, String storageClass) {
        var environment = new HashMap<>(Fleet.SECONDS_FOR_MINUTES);
        environment.putAll(
                Map.of(
                        "AWS_ENDPOINT_URL_S3",
                        own.s3().https().toString(),
                        "AWS_ENDPOINT_URL_SQS",
                        sqs.uri().toString(),
                        "AWS_ENDPOINT_URL_SSM",
                        parameters.uri().toString(),
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        tables.uri().toString(),
                        "AWS_ENDPOINT_URL_EVENTBRIDGE",
                        bus.uri().toString(),
                        "LedgerTable",
                        TABLE,
                        "ReportsBucket",
                        REPORTS,
                        "JobType",
                        jobType,
                        "StorageClass",
                        storageClass));
        return environment;
    }

    private Map<String, String> withVersionSwitches(String jobType) {
        var environment = environment(jobType, "STANDARD");
        environment.put("UpdateVersionId", "true");
        environment.put("GetObjectWithVersionId", "true");
        return environment;
    }

    /// The route that comes from the bucket `name`.
    Lane lane(String name) {
        return Objects.requireNonNull(lanes.get(name));
    }

    private void note(String line) {
        synchronized (log) {
            log.add(line);
        }
    }

    /// What lets a program of the own account, in this JVM, reach everything.
    Map<String, String> systemProperties() {
        return Map.of(
                "aws.endpointUrlS3", own.s3().http().toString(),
                "aws.endpointUrlSqs", sqs.uri().toString(),
                "aws.endpointUrlSsm", parameters.uri().toString(),
                "aws.endpointUrlDynamoDb", tables.uri().toString(),
                "aws.region", own.region(),
                "aws.accessKeyId", own.accessKeyId(),
                "aws.secretAccessKey", own.secret());
    }

    /// Starts the comparison of one route, as a person does.
    void compare(Fleet fleet, String route) throws InterruptedException {
        sqs.queues()
                .send(
                        fleet.runs().url(),
                        "{\"v\": 1, \"type\": \"run\", \"route\": \"%s\"}".formatted(route));
    }

    /// The text of a file of the reports bucket, unpacked if it is packed.
    String report(String key) {
        var file = own.s3().object(REPORTS, key).orElseThrow();
        try (var bytes = file.content().open();
                var text = key.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(key, broken);
        }
    }

    /// The keys of the reports bucket under a prefix.
    List<String> reports(String prefix) {
        return own.s3().keys(REPORTS).stream().filter(key -> key.startsWith(prefix)).toList();
    }

    /// What the functions have written so far.
    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /// For the message of a test that waited in vain.
    String state() {
        return "log " + log();
    }

    /// Waits for a line of theirs with all of these in it.
    String awaitLog(String... texts) throws Exception {
        Await.until(() -> logged(texts).isPresent(), this::state);
        return logged(texts).orElseThrow();
    }

    private Optional<String> logged(String... texts) {
        return log().stream()
                .filter(line -> List.of(texts).stream().allMatch(line::contains))
                .findFirst();
    }

    /// Waits until the event of a removal was looked at: servers deliver events when they like.
    void awaitGone(Lane lane, String key) throws Exception {
        awaitLog(
                "\"transfer_ended\"",
                "\"source\":\"s3://%s/%s\"".formatted(lane.source(), key),
                "\"outcome\":\"source_gone\"");
    }

    /// Waits until the queues of `put` are empty: everything that was sent there has ended.
    void awaitIdle() throws Exception {
        Await.until(() -> messages(put.events()) == 0 && messages(put.large()) == 0, this::state);
    }

    private int messages(Queue queue) throws InterruptedException {
        return sqs.queues().counts(queue.url()).total();
    }

    /// Waits for the dead letter with this body.
    ReceivedMessage awaitDeadLetter(Queue dead, String body) throws Exception {
        Await.until(() -> letter(dead, body).isPresent(), () -> "dead letters " + letters(dead));
        return letter(dead, body).orElseThrow();
    }

    private Optional<ReceivedMessage> letter(Queue dead, String body) {
        return letters(dead).stream().filter(letter -> letter.body().equals(body)).findFirst();
    }

    private List<ReceivedMessage> letters(Queue dead) {
        try {
            return sqs.queues().inspect(dead.url());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Every dead letter of a function, with its attributes.
    String deadLetters(Fleet fleet) {
        return letters(fleet.eventsDead()) + "" + letters(fleet.largeDead());
    }

    /// A text attribute of the ledger's entry of a destination; empty if there is none.
    Optional<String> ledger(Lane lane, String key, String attribute) {
        var item = tables.items(TABLE).getOrDefault(lane.destination() + "/" + key, Map.of());
        return item.get(attribute) instanceof AttributeValue.S(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public void close() {
        host.close();
        List.of(own, theirs, third).forEach(Account::close);
        sqs.close();
        parameters.close();
        bus.close();
        tables.close();
    }
}
