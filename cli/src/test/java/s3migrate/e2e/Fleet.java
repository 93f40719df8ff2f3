package s3migrate.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.lambda.RecursiveLoop;
import s3migrate.sandbox.lambda.RoleCredentials;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;

/// Both assets as deployed functions, with queues of their own. Minutes of a deployment are seconds
/// here.
record Fleet(
        String name,
        Queue events,
        Queue eventsDead,
        Queue large,
        Queue largeDead,
        Queue runs,
        Queue runsDead) {

    static final long PART_BYTES = 8L << 20;
    static final long SMALL_BYTES = 5L << 20;
    static final int PARTS_AT_ONCE = 4;
    static final String SESSION_TOKEN = "the-session-token-of-the-role";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MEMORY_MB = 1_769;
    private static final int MAX_RECEIVES = 100;

    static Fleet of(String name, SqsServer sqs) throws InterruptedException {
        var eventsDead = queue(sqs, name + "-events-dead");
        var largeDead = queue(sqs, name + "-large-dead");
        var runsDead = queue(sqs, name + "-runs-dead");
        return new Fleet(
                name,
                queue(sqs, name + "-events", eventsDead),
                eventsDead,
                queue(sqs, name + "-large", largeDead),
                largeDead,
                queue(sqs, name + "-runs", runsDead),
                runsDead);
    }

    private static Queue queue(SqsServer sqs, String name) throws InterruptedException {
        return sqs.queues().create(QueueDefinition.of(name, TIMEOUT));
    }

    private static Queue queue(SqsServer sqs, String name, Queue dead) throws InterruptedException {
        return sqs.queues()
                .create(
                        QueueDefinition.of(name, TIMEOUT.plusSeconds(5))
                                .withDeadLetters(dead, MAX_RECEIVES));
    }

    /// Starts to work on the queues. Batches go to the large queue: every queue takes every
    /// message.
    void deploy(LambdaHost host, Account own, Map<String, String> settings, List<String> jvmFlags)
            throws InterruptedException {
        var environment = new LinkedHashMap<>(settings);
        put(environment, "Events", events, eventsDead);
        put(environment, "Large", large, largeDead);
        put(environment, "Batches", large, largeDead);
        put(environment, "Runs", runs, runsDead);
        environment.put("PartMiB", Long.toString(PART_BYTES >> 20));
        environment.put("SmallMiB", Long.toString(SMALL_BYTES >> 20));
        environment.put("MaxThread", Integer.toString(PARTS_AT_ONCE));
        environment.put("MarginSeconds", "2");
        environment.put("CompleteMarginSeconds", "1");
        environment.put("VisibilitySeconds", "2");
        environment.put("LeaseSeconds", "2");
        environment.put("SettleSeconds", "2");
        environment.put("BackoffSeconds", "1");
        environment.put("PausedSeconds", "3");
        environment.put("ProbeSeconds", "1");
        var role = new RoleCredentials(own.accessKeyId(), own.secret(), SESSION_TOKEN);
        host.deploy(
                function(name, worker(), "worker.WorkerHandler", role, own.region())
                        .withEnvironment(environment)
                        .withJvmFlags(jvmFlags));
        host.deploy(
                function(
                                jobsenderName(),
                                jobsender(),
                                "jobsender.JobsenderHandler",
                                role,
                                own.region())
                        .withEnvironment(environment)
                        .withJvmFlags(jvmFlags));
        host.map(new EventSourceMapping(name, events, 10, 1, true));
        host.map(new EventSourceMapping(name, large, 1, 1, true));
        host.map(new EventSourceMapping(jobsenderName(), runs, 1, 2, true));
    }

    /// What a deployment writes about itself.
    String described(String table, String reports) {
        return """
        {"v": 1, "stack": "%s", "job_type": "PUT",
         "events_queue_url": "%s", "events_dead_letter_queue_url": "%s",
         "large_queue_url": "%s", "large_dead_letter_queue_url": "%s",
         "batches_queue_url": "%s", "batches_dead_letter_queue_url": "%s",
         "runs_queue_url": "%s", "runs_dead_letter_queue_url": "%s",
         "ledger_table": "%s", "reports_bucket": "%s", "worker_function": "%s", "jobsender_function": "%s",
         "credentials_parameter": "s3_migration_credentials", "routes_parameter": "s3_migration_bucket_para",
         "ignore_list_parameter": "s3_migrate_ignore_list"}\
        """
                .formatted(
                        name,
                        events.url(),
                        eventsDead.url(),
                        large.url(),
                        largeDead.url(),
                        large.url(),
                        largeDead.url(),
                        runs.url(),
                        runsDead.url(),
                        table,
                        reports,
                        name,
                        jobsenderName());
    }

    private String jobsenderName() {
        return name + "-jobsender";
    }

    private static FunctionDefinition function(
            String name, Path asset, String handler, RoleCredentials role, String region) {
        return FunctionDefinition.of(
                        name,
                        asset,
                        "s3migrate.%s::handleRequest".formatted(handler),
                        MEMORY_MB,
                        TIMEOUT,
                        role,
                        region)
                .withRecursiveLoop(RecursiveLoop.ALLOW);
    }

    private static void put(Map<String, String> environment, String name, Queue queue, Queue dead) {
        environment.put(name + "QueueUrl", queue.url());
        environment.put(name + "DeadLetterQueueUrl", dead.url());
    }

    private static Path jobsender() {
        return there(Path.of("../jobsender/target/jobsender.zip"));
    }

    private static Path worker() {
        String architecture =
                System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return there(Path.of("../worker/target/worker-linux-%s.zip".formatted(architecture)));
    }

    private static Path there(Path asset) {
        if (!Files.isRegularFile(asset)) {
            throw new IllegalStateException(asset + " is missing: build it with mvn package");
        }
        return asset;
    }
}
