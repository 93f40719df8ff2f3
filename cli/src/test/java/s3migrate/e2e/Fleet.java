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

/// Both assets as deployed functions, with queues of their own.
record Fleet(
        String name,
        Duration timeout,
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

    /// Minutes of a deployment are seconds with these settings.
    static final Map<String, String> SECONDS_FOR_MINUTES =
            Map.of(
                    "MarginSeconds", "2",
                    "CompleteMarginSeconds", "1",
                    "VisibilitySeconds", "2",
                    "LeaseSeconds", "2",
                    "SettleSeconds", "2",
                    "BackoffSeconds", "1",
                    "PausedSeconds", "3",
                    "ProbeSeconds", "1");

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int MEMORY_MB = 640;
    private static final int MAX_RECEIVES = 100;

    static Fleet of(String name, SqsServer sqs, Duration timeout) throws InterruptedException {
        var visibility = timeout.plusSeconds(5);
        var eventsDead = queue(sqs, name + "-events-dead");
        var largeDead = queue(sqs, name + "-large-dead");
        var runsDead = queue(sqs, name + "-runs-dead");
        return new Fleet(
                name,
                timeout,
                queue(sqs, name + "-events", visibility, eventsDead),
                eventsDead,
                queue(sqs, name + "-large", visibility, largeDead),
                largeDead,
                queue(sqs, name + "-runs", visibility, runsDead),
                runsDead);
    }

    private static Queue queue(SqsServer sqs, String name) throws InterruptedException {
        return sqs.queues().create(QueueDefinition.of(name, TIMEOUT));
    }

    private static Queue queue(SqsServer sqs, String name, Duration visibility, Queue dead)
            throws InterruptedException {
        return sqs.queues()
                .create(QueueDefinition.of(name, visibility).withDeadLetters(dead, MAX_RECEIVES));
    }

    /// Starts to work on the queues. Batches go to the large queue: every queue takes every
    /// message.
    ///
    /// @param workers at once on the large queue
    void deploy(
            LambdaHost host,
            Account own,
            int workers,
            Map<String, String> settings,
            List<String> jvmFlags)
            throws InterruptedException {
        var environment = new LinkedHashMap<String, String>();
        put(environment, "Events", events, eventsDead);
        put(environment, "Large", large, largeDead);
        put(environment, "Batches", large, largeDead);
        put(environment, "Runs", runs, runsDead);
        environment.put("PartMiB", Long.toString(PART_BYTES >> 20));
        environment.put("SmallMiB", Long.toString(SMALL_BYTES >> 20));
        environment.put("MaxThread", Integer.toString(PARTS_AT_ONCE));
        environment.putAll(settings);
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
        host.map(new EventSourceMapping(name, large, 1, workers, true));
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

    private FunctionDefinition function(
            String function, Path asset, String handler, RoleCredentials role, String region) {
        return FunctionDefinition.of(
                        function,
                        asset,
                        "s3migrate.%s::handleRequest".formatted(handler),
                        MEMORY_MB,
                        timeout,
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
