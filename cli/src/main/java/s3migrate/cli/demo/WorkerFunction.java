package s3migrate.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import s3migrate.cli.CouldNotStart;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.lambda.RecursiveLoop;
import s3migrate.sandbox.lambda.RoleCredentials;

/// The worker's Lambda asset, deployed in the sandbox with its three event source mappings.
final class WorkerFunction {

    static final String NAME = "s3-migrate-worker";

    /// 1,769 MB are one vCPU (Lambda developer guide, memory).
    private static final int MEMORY_MB = 1_769;

    private WorkerFunction() {}

    /// Deploys the asset that was built for this machine.
    static void deploy(
            LambdaHost host, SandboxAws aws, Duration timeout, Map<String, String> settings)
            throws InterruptedException {
        var account = SandboxAws.LOCAL;
        var environment = new LinkedHashMap<>(aws.workerEnvironment());
        environment.putAll(settings);
        var role =
                new RoleCredentials(
                        account.accessKeyId(), account.secretAccessKey(), "a-session-token");
        host.deploy(
                FunctionDefinition.of(
                                NAME,
                                asset(),
                                "s3migrate.worker.WorkerHandler::handleRequest",
                                MEMORY_MB,
                                timeout,
                                role,
                                account.region())
                        .withEnvironment(environment)
                        .withJvmFlags(aws.tls().jvmOptions())
                        .withRecursiveLoop(RecursiveLoop.ALLOW));
        host.map(new EventSourceMapping(NAME, aws.events().queue(), 10, 2, true));
        host.map(new EventSourceMapping(NAME, aws.large().queue(), 1, 1, true));
        host.map(new EventSourceMapping(NAME, aws.batches().queue(), 1, 1, true));
    }

    private static Path asset() {
        String architecture =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "aarch_64";
                    default -> "x86_64";
                };
        var home = Path.of(System.getProperty("s3migrate.home", "."));
        var candidates =
                List.of(
                        home.resolve("worker/target/worker-linux-%s.zip".formatted(architecture)),
                        home.resolve(
                                "../worker/target/worker-linux-%s.zip".formatted(architecture)));
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new CouldNotStart(
                                "the worker's asset is missing: %s; build it with mvn package"
                                        .formatted(candidates.getFirst())));
    }
}
