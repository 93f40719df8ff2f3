package s3migrate.sandbox.ssm;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.JsonServer;

/// Parameter Store on loopback, for SDK clients whose endpoint is [#uri].
///
/// Values live in memory until [#close]. Strict where SSM is: empty values, values over 4 KB and
/// unknown names are refused, and a SecureString shows its value only to a request WithDecryption.
public final class SsmServer implements AutoCloseable {
    private final Parameters parameters = new Parameters();
    private final JsonServer server;

    private SsmServer(int port, AccessKeys keys) {
        server =
                JsonServer.start(
                        port,
                        new JsonServer.Protocol("AmazonSSM", "1.1"),
                        keys,
                        Map.of(
                                "PutParameter", parameters::put,
                                "GetParameter", parameters::get,
                                "GetParameters", parameters::getMany,
                                "GetParametersByPath", parameters::getByPath,
                                "DeleteParameter", parameters::delete));
    }

    /// Serves on `port`, or on any free port if it is 0.
    public static SsmServer start(int port, AccessKeys keys) {
        return new SsmServer(port, keys);
    }

    public URI uri() {
        return server.uri();
    }

    /// Creates or overwrites a plain parameter.
    public void put(String name, String value) {
        parameters.store(name, Parameter.Type.String, value);
    }

    /// Creates or overwrites a SecureString.
    public void putSecure(String name, String value) {
        parameters.store(name, Parameter.Type.SecureString, value);
    }

    /// The value as its owner sees it, decrypted.
    public Optional<String> value(String name) {
        return parameters.find(name).map(Parameter::value);
    }

    public void faults(Faults faults) {
        server.faults(faults);
    }

    /// How often an operation was asked for, by its name in the API.
    public long calls(String operation) {
        return server.calls(operation);
    }

    @Override
    public void close() {
        server.close();
    }
}
