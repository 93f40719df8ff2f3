package s3migrate.cli.demo;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import s3migrate.jobsender.JobsenderHandler;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.InProcessFunction;
import s3migrate.sandbox.lambda.LambdaFunction;
import s3migrate.worker.Worker;
import s3migrate.worker.WorkerHandler;

/// The same functions in this JVM, where the Java runtime of Lambda has no library for the system.
///
/// Their AWS clients find endpoints and credentials as they do in a deployment, by the SDK's own
/// chain, here in system properties: nothing in the functions knows of it. So only one demo at a
/// time can run in a JVM.
///
/// @param jvmFlags in which they trust the sandbox
record InProcessFunctions(List<String> jvmFlags, FunctionLog log) implements DemoFunctions {

    private static final Map<String, String> ENDPOINTS =
            Map.of(
                    "AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3",
                    "AWS_ENDPOINT_URL_SQS", "aws.endpointUrlSqs",
                    "AWS_ENDPOINT_URL_SSM", "aws.endpointUrlSsm",
                    "AWS_ENDPOINT_URL_EVENTBRIDGE", "aws.endpointUrlEventBridge",
                    "AWS_ENDPOINT_URL_DYNAMODB", "aws.endpointUrlDynamoDb");

    @Override
    public LambdaFunction worker(Map<String, String> environment, Duration timeout) {
        setProperties(environment);
        var handler = new WorkerHandler(Worker.start(environment, lines(WORKER)));
        return InProcessFunction.of(
                WORKER, timeout, WORKER_MB, SandboxAws.LOCAL.region(), handler, SQSEvent.class);
    }

    @Override
    public LambdaFunction jobsender(Map<String, String> environment, Duration timeout) {
        setProperties(environment);
        var handler = new JobsenderHandler(environment, lines(JOBSENDER));
        return InProcessFunction.of(
                JOBSENDER,
                timeout,
                JOBSENDER_MB,
                SandboxAws.LOCAL.region(),
                handler,
                SQSEvent.class);
    }

    private void setProperties(Map<String, String> environment) {
        ENDPOINTS.forEach((variable, property) ->
                System.setProperty(property, environment.getOrDefault(variable, "")));
        System.setProperty("aws.region", SandboxAws.LOCAL.region());
        System.setProperty("aws.accessKeyId", SandboxAws.LOCAL.accessKeyId());
        System.setProperty("aws.secretAccessKey", SandboxAws.LOCAL.secretAccessKey());
        for (String flag : jvmFlags) {
            String[] property = flag.substring("-D".length()).split("=", 2);
            System.setProperty(property[0], property[1]);
        }
    }

    private PrintStream lines(String function) {
        return new PrintStream(new LogLines(line -> log.line(function, line)), true);
    }

    @Override
    public boolean canBeKilled() {
        return false;
    }
}
