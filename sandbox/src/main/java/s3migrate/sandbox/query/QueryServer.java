package s3migrate.sandbox.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.json.LoopbackHttp;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Xml;

/// One service of AWS's query protocol on loopback: finds the operation that `Action` names,
/// answers with its XML or its [AwsError], and records what it was asked.
///
/// Operations are called from many threads at once. An operation that is not in the map is refused
/// by name, never guessed.
public final class QueryServer implements AutoCloseable {
    /// A request of a known sender, whatever its answer was.
    public record Call(String operation, String accessKeyId, Parameters parameters) {}

    /// Answers one request with the elements of its result, or throws an [AwsError].
    @FunctionalInterface
    public interface Operation {
        /// Writes into the open result.
        void answer(Call call, Xml result);
    }

    private final LoopbackHttp http;
    private final String namespace;
    private final Predicate<String> knows;
    private final Map<String, Operation> operations;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Faults faults = Faults.NONE;

    private QueryServer(
            LoopbackHttp http,
            String namespace,
            Predicate<String> knows,
            Map<String, Operation> operations) {
        this.http = http;
        this.namespace = namespace;
        this.knows = knows;
        this.operations = Map.copyOf(operations);
    }

    /// Serves on `port`, or on any free port if it is 0, whoever signs with a key it knows.
    public static QueryServer start(
            int port,
            String namespace,
            Predicate<String> knows,
            Map<String, Operation> operations) {
        var server = new QueryServer(LoopbackHttp.bind(port), namespace, knows, operations);
        server.http.start(server::serve);
        return server;
    }

    public URI uri() {
        return http.uri();
    }

    /// Takes the place of the faults set before; they meet calls that arrive from now on.
    public void faults(Faults next) {
        faults = next;
    }

    /// In the order they came.
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        http.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<Answer> answer = answer(exchange, new Parameters(Query.of(form).parameters()));
            if (answer.isPresent()) send(exchange, answer.get());
        }
    }

    private record Answer(int status, Xml body) {}

    /// Empty if the reply is to be lost.
    private Optional<Answer> answer(HttpExchange exchange, Parameters parameters) {
        try {
            String sender =
                    AccessKeys.signer(exchange.getRequestHeaders())
                            .filter(knows)
                            .orElseThrow(() ->
                                    AwsError.of(
                                            403,
                                            "InvalidClientTokenId",
                                            "The security token included in the request is invalid."));
            var call = new Call(parameters.find("Action").orElse(""), sender, parameters);
            calls.add(call);
            return answer(call);
        } catch (AwsError error) {
            return Optional.of(new Answer(error.status(), document(error)));
        }
    }

    private Optional<Answer> answer(Call call) {
        Operation operation = operations.get(call.operation());
        if (operation == null)
            throw AwsError.client("InvalidAction", "not in this sandbox: " + call.operation());
        ObjectNode request = Json.object();
        call.parameters().values().forEach(request::put);
        return switch (faults.on(call.operation(), request)) {
            case Fault.None _ -> Optional.of(new Answer(200, document(call, operation)));
            case Fault.Refused(var error) -> throw error;
            case Fault.ReplyLost _ -> {
                document(call, operation);
                yield Optional.empty();
            }
        };
    }

    private Xml document(Call call, Operation operation) {
        Xml xml = Xml.document(call.operation() + "Response", namespace);
        xml.open(call.operation() + "Result");
        operation.answer(call, xml);
        return xml.close()
                .open("ResponseMetadata")
                .element("RequestId", UUID.randomUUID().toString());
    }

    private Xml document(AwsError error) {
        return Xml.document("ErrorResponse", namespace)
                .open("Error")
                .element("Type", error.status() < 500 ? "Sender" : "Receiver")
                .element("Code", error.type())
                .element("Message", String.valueOf(error.getMessage()))
                .close()
                .element("RequestId", UUID.randomUUID().toString());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
