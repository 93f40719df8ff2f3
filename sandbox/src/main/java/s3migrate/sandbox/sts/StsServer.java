package s3migrate.sandbox.sts;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.query.Parameters;
import s3migrate.sandbox.query.QueryServer;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.s3.store.Ids;
import s3migrate.sandbox.s3.wire.Xml;

/// Security Token Service on loopback, for SDK clients whose endpoint is [#uri]. Hands out
/// temporary credentials for the roles it knows, and records every call.
///
/// Safe for any number of threads.
public final class StsServer implements AutoCloseable {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final int DEFAULT_SECONDS = 3600;
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;

    private final String accountId;
    private final InstantSource clock;
    private final Consumer<AccessKey> issued;
    private final Map<String, Optional<String>> externalIds = new ConcurrentHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final QueryServer server;

    private StsServer(
            int port,
            AccessKeys keys,
            String accountId,
            InstantSource clock,
            Consumer<AccessKey> issued) {
        this.accountId = accountId;
        this.clock = clock;
        this.issued = issued;
        this.server =
                QueryServer.start(
                        port,
                        NAMESPACE,
                        id -> keys.known().contains(id) || sessions.containsKey(id),
                        Map.of(
                                "AssumeRole", this::assumeRole,
                                "GetCallerIdentity", this::callerIdentity));
    }

    /// Serves on `port`, or on any free port if it is 0.
    ///
    /// @param issued gets the credentials that are handed out, for a server that is to take them
    public static StsServer start(
            int port,
            AccessKeys keys,
            String accountId,
            InstantSource clock,
            Consumer<AccessKey> issued) {
        return new StsServer(port, keys, accountId, clock, issued);
    }

    public URI uri() {
        return server.uri();
    }

    /// A role that every known key may assume.
    public void allow(String roleArn) {
        externalIds.put(roleArn, Optional.empty());
    }

    /// A role that may be assumed by whoever says its external id.
    public void allow(String roleArn, String externalId) {
        externalIds.put(roleArn, Optional.of(externalId));
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

    private void assumeRole(QueryServer.Call call, Xml result) {
        Parameters parameters = call.parameters();
        String role = parameters.get("RoleArn");
        String session = parameters.get("RoleSessionName");
        if (!session.matches("[\\w+=,.@-]{2,64}")) {
            throw invalid("roleSessionName", session, "[\\w+=,.@-]{2,64}");
        }
        Duration life = Duration.ofSeconds(seconds(parameters));
        checkTrusted(call, role);
        AccessKey key =
                new AccessKey(
                        "ASIA" + Ids.randomHex(16).toUpperCase(Locale.ROOT),
                        Ids.random(40),
                        Optional.of(Ids.random(200)),
                        Optional.of(clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS)));
        String arn =
                role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session;
        sessions.put(key.id(), arn);
        issued.accept(key);
        result.open("Credentials")
                .element("AccessKeyId", key.id())
                .element("SecretAccessKey", key.secret())
                .element("SessionToken", key.sessionToken())
                .element("Expiration", key.expires().map(Object::toString))
                .close()
                .open("AssumedRoleUser")
                .element("AssumedRoleId", "AROASANDBOX:" + session)
                .element("Arn", arn)
                .close();
    }

    private void checkTrusted(QueryServer.Call call, String role) {
        Optional<String> externalId = externalIds.get(role);
        boolean trusted =
                externalId != null
                        && (externalId.isEmpty()
                                || externalId.equals(call.parameters().find("ExternalId")));
        if (!trusted) {
            throw AwsError.of(
                    403,
                    "AccessDenied",
                    "User: "
                            + arn(call.accessKeyId())
                            + " is not authorized to perform: sts:AssumeRole on resource: "
                            + role);
        }
    }

    private void callerIdentity(QueryServer.Call call, Xml result) {
        result.element("Arn", arn(call.accessKeyId()))
                .element("UserId", call.accessKeyId())
                .element("Account", accountId);
    }

    private String arn(String accessKeyId) {
        String user = "arn:aws:iam::" + accountId + ":user/" + accessKeyId;
        return sessions.getOrDefault(accessKeyId, user);
    }

    private static int seconds(Parameters parameters) {
        String text = parameters.find("DurationSeconds").orElse(Integer.toString(DEFAULT_SECONDS));
        int seconds = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw invalid("durationSeconds", text, LEAST_SECONDS + " to " + MOST_SECONDS);
        }
        return seconds;
    }

    private static AwsError invalid(String name, String value, String accepted) {
        return AwsError.client(
                "ValidationError",
                "Value '"
                        + value
                        + "' at '"
                        + name
                        + "' failed to satisfy constraint: "
                        + accepted);
    }
}
