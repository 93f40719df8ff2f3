package s3migrate.cli.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.LambdaFunction;
import s3migrate.sandbox.lambda.LambdaHost;

/// The two Lambda functions of a deployment.
interface DemoFunctions {

    /// Its name in the host.
    String WORKER = "s3-migrate-worker";

    /// Its name in the host.
    String JOBSENDER = "s3-migrate-jobsender";

    /// As they are deployed; the host gives each the heap that comes with it.
    int WORKER_MB = 640;

    int JOBSENDER_MB = 1_769;

    /// The worker, under these variables.
    LambdaFunction worker(Map<String, String> environment, Duration timeout);

    /// The jobsender, under these variables.
    LambdaFunction jobsender(Map<String, String> environment, Duration timeout);

    /// Deploys both with their event source mappings. What is minutes in a deployment is seconds
    /// here.
    default void deploy(LambdaHost host, SandboxAws aws, Duration timeout, long partBytes)
            throws InterruptedException {
        var workerEnvironment = new LinkedHashMap<>(aws.workerEnvironment());
        // Of the time-out, for what is settled after the work: more than a deployment needs, as
        // everything shares this machine.
        String margin = Long.toString(timeout.dividedBy(5).toSeconds());
        workerEnvironment.putAll(
                Map.of(
                        "PartMiB", Long.toString(partBytes >> 20),
                        "SmallMiB", "8",
                        "MaxThread", "4",
                        "MarginSeconds", margin,
                        "CompleteMarginSeconds", "1",
                        "VisibilitySeconds", "3",
                        "LeaseSeconds", "3",
                        "SettleSeconds", "3",
                        "BackoffSeconds", "1"));
        host.deploy(worker(workerEnvironment, timeout));
        host.map(new EventSourceMapping(WORKER, aws.queues().events().queue(), 10, 2, true));
        host.map(new EventSourceMapping(WORKER, aws.queues().large().queue(), 1, 1, true));
        host.map(new EventSourceMapping(WORKER, aws.queues().batches().queue(), 1, 1, true));

        var jobsenderEnvironment = new LinkedHashMap<>(aws.jobsenderEnvironment());
        jobsenderEnvironment.putAll(
                Map.of("SmallMiB", "8", "MarginSeconds", margin, "LeaseSeconds", "3"));
        host.deploy(jobsender(jobsenderEnvironment, timeout));
        host.map(new EventSourceMapping(JOBSENDER, aws.queues().runs().queue(), 1, 1, true));
    }

    /// Whether an environment can be killed as a failing machine would.
    boolean canBeKilled();
}
