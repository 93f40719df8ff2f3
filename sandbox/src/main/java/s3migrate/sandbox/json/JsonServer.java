package s3migrate.sandbox.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// One service of AWS's JSON protocols on loopback: finds the operation that `X-Amz-Target` names,
/// answers with its tree or its [AwsError].
///
/// Operations are called from many threads at once. An operation that is not in the map is refused
/// by name, never guessed.
public final class JsonServer implements AutoCloseable {
    /// What sets one service's wire form apart, such as `DynamoDB_20120810` and version 1.0.
    public record Protocol(String target, String version) {
        String contentType() {
            return "application/x-amz-json-" + version;
        }
    }

    /// Answers one request, or throws an [AwsError].
    @FunctionalInterface
    public interface Operation {
        JsonNode answer(JsonNode request);
    }

    private final LoopbackHttp http;
    private final Protocol protocol;
    private final AccessKeys keys;
    private final Map<String, Operation> operations;
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private volatile Faults faults = Faults.NONE;

    private JsonServer(
            LoopbackHttp http,
            Protocol protocol,
            AccessKeys keys,
            Map<String, Operation> operations) {
        this.http = http;
        this.protocol = protocol;
        this.keys = keys;
        this.operations = Map.copyOf(operations);
    }

    /// Serves on `port`, or on any free port if it is 0.
    public static JsonServer start(
            int port, Protocol protocol, AccessKeys keys, Map<String, Operation> operations) {
        var server = new JsonServer(LoopbackHttp.bind(port), protocol, keys, operations);
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

    /// How often `operation` was asked for with a known key, whatever the answer was.
    public long calls(String operation) {
        var count = calls.get(operation);
        return count == null ? 0 : count.get();
    }

    @Override
    public void close() {
        http.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            var answer = answer(exchange, request);
            if (answer.isPresent()) send(exchange, answer.get());
        }
    }

    private record Answer(int status, JsonNode body) {}

    /// Empty if the reply is to be lost.
    private Optional<Answer> answer(HttpExchange exchange, byte[] request) {
        try {
            if (!keys.signed(exchange.getRequestHeaders()))
                throw AwsError.unknownAccessKey("UnrecognizedClientException");
            var name = operationName(exchange);
            var operation = operations.get(name);
            if (operation == null)
                throw AwsError.client("UnknownOperationException", "not in this sandbox: " + name);
            calls.computeIfAbsent(name, _ -> new AtomicLong()).incrementAndGet();
            return answer(name, operation, Json.parse(request));
        } catch (AwsError error) {
            return Optional.of(new Answer(error.status(), error.body()));
        } catch (RuntimeException fault) {
            // Ours, not the caller's: shown in the answer, or it would be a connection closed for
            // no visible reason.
            return Optional.of(new Answer(500, AwsError.internal(fault).body()));
        }
    }

    private Optional<Answer> answer(String name, Operation operation, JsonNode request) {
        return switch (faults.on(name, request)) {
            case Fault.None _ -> Optional.of(new Answer(200, operation.answer(request)));
            case Fault.Refused(var error) -> throw error;
            case Fault.ReplyLost _ -> {
                operation.answer(request);
                yield Optional.empty();
            }
        };
    }

    private String operationName(HttpExchange exchange) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var prefix = protocol.target() + ".";
        return target != null && target.startsWith(prefix)
                ? target.substring(prefix.length())
                : String.valueOf(target);
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var body = Json.bytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", protocol.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
