package s3migrate.sandbox.lambda;

import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.sqs.SqsServer;

/// A program that ends with a child running: it writes the child's process id, and is gone without
/// closing its host.
final class HostThatExits {
    private HostThatExits() {}

    public static void main(String[] args) throws Exception {
        var sqs = SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
        var host = LambdaHost.start(sqs, _ -> {}, (_, _) -> {});
        host.deploy(Sample.function("f"));
        if (host.invoke("f", "{}") instanceof Answered(var payload))
            System.out.println(Json.parse(payload).path("pid").asText());
        System.exit(0);
    }
}
