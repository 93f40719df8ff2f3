package s3migrate.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.LambdaFunction;
import s3migrate.sandbox.lambda.RecursiveLoop;
import s3migrate.sandbox.lambda.RoleCredentials;

/// The functions from the assets a deployment uploads, each environment a JVM of its own under the
/// flags of the managed runtime.
///
/// @param jvmFlags in which they trust the sandbox
record DeployedFunctions(List<String> jvmFlags) implements DemoFunctions {

    @Override
    public LambdaFunction worker(Map<String, String> environment, Duration timeout) {
        return function(
                WORKER,
                LambdaAsset.worker(),
                "s3migrate.worker.WorkerHandler::handleRequest",
                WORKER_MB,
                environment,
                timeout);
    }

    @Override
    public LambdaFunction jobsender(Map<String, String> environment, Duration timeout) {
        return function(
                JOBSENDER,
                LambdaAsset.jobsender(),
                "s3migrate.jobsender.JobsenderHandler::handleRequest",
                JOBSENDER_MB,
                environment,
                timeout);
    }

    private LambdaFunction function(
            String name,
            Path asset,
            String handler,
            int memoryMb,
            Map<String, String> environment,
            Duration timeout) {
        var account = SandboxAws.LOCAL;
        var role =
                new RoleCredentials(
                        account.accessKeyId(), account.secretAccessKey(), "a-session-token");
        return FunctionDefinition.of(
                        name, asset, handler, memoryMb, timeout, role, account.region())
                .withEnvironment(environment)
                .withJvmFlags(jvmFlags)
                .withRecursiveLoop(RecursiveLoop.ALLOW);
    }

    @Override
    public boolean canBeKilled() {
        return true;
    }
}
