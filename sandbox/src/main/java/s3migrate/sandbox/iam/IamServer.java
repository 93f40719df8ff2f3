package s3migrate.sandbox.iam;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.query.QueryServer;
import s3migrate.sandbox.s3.wire.Xml;

/// IAM's policy simulator on loopback: every action on every resource is allowed unless it was
/// denied here. It evaluates no policies, and records every call.
///
/// Safe for any number of threads.
public final class IamServer implements AutoCloseable {
    private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private record Denial(String action, String resourceArn) {}

    private final Set<Denial> denials = ConcurrentHashMap.newKeySet();
    private final QueryServer server;

    private IamServer(int port, AccessKeys keys) {
        server =
                QueryServer.start(
                        port,
                        NAMESPACE,
                        keys.known()::contains,
                        Map.of("SimulatePrincipalPolicy", this::simulate));
    }

    /// Serves on `port`, or on any free port if it is 0.
    public static IamServer start(int port, AccessKeys keys) {
        return new IamServer(port, keys);
    }

    public URI uri() {
        return server.uri();
    }

    /// From now on answers that this very action on this very ARN is not allowed.
    public void deny(String action, String resourceArn) {
        denials.add(new Denial(action, resourceArn));
    }

    public void faults(Faults faults) {
        server.faults(faults);
    }

    public List<QueryServer.Call> calls() {
        return server.calls();
    }

    @Override
    public void close() {
        server.close();
    }

    private void simulate(QueryServer.Call call, Xml result) {
        call.parameters().get("PolicySourceArn");
        List<String> actions = call.parameters().list("ActionNames");
        if (actions.isEmpty()) {
            throw AwsError.client("InvalidInput", "ActionNames must not be empty");
        }
        List<String> named = call.parameters().list("ResourceArns");
        List<String> resources = named.isEmpty() ? List.of("*") : named;
        result.element("IsTruncated", "false").open("EvaluationResults");
        for (String action : actions) {
            for (String resource : resources) {
                boolean denied = denials.contains(new Denial(action, resource));
                result.open("member")
                        .element("EvalActionName", action)
                        .element("EvalResourceName", resource)
                        .element("EvalDecision", denied ? "implicitDeny" : "allowed")
                        .close();
            }
        }
        result.close();
    }
}
