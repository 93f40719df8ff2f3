package s3migrate.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// What SDK clients reach: checks the access key, passes the request to the engine, and adds what
/// it leaves out.
///
/// The engine itself keeps a sender's trace header as AWSTraceHeader, as SQS does; it does not
/// report MaximumMessageSize.
final class SqsFront {
    /// 1 MiB, in bytes (SQS quotas).
    private static final String MAXIMUM_MESSAGE_SIZE = "1048576";

    /// Of a request's body, each billed as one request (SQS pricing).
    private static final int BILLED_BYTES = 64 << 10;

    private final SqsCalls engine;
    private final AccessKeys keys;
    private final LongAdder billed = new LongAdder();

    SqsFront(SqsCalls engine, AccessKeys keys) {
        this.engine = engine;
        this.keys = keys;
    }

    void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            if (keys.signed(exchange.getRequestHeaders())) {
                billed.add(Math.max(1, Math.ceilDiv(request.length, BILLED_BYTES)));
                forward(exchange, request);
            } else refuse(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// The requests so far, as they would be billed.
    long billed() {
        return billed.sum();
    }

    private void refuse(HttpExchange exchange) throws IOException {
        var error = AwsError.unknownAccessKey("InvalidClientTokenId");
        exchange.getResponseHeaders().set("x-amzn-query-error", error.type() + ";Sender");
        send(exchange, 403, Json.bytes(error.body()));
    }

    private void forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var headers = exchange.getRequestHeaders();
        var target = String.valueOf(headers.getFirst(SqsCalls.TARGET));
        var operation = target.substring(target.indexOf('.') + 1);
        if (operation.equals("GetQueueAttributes")) {
            attributes(exchange, (ObjectNode) Json.parse(body));
            return;
        }
        var request = engine.request(operation, body);
        headers.getOrDefault(SqsCalls.TRACE, List.of())
                .forEach(trace -> request.header(SqsCalls.TRACE, trace));
        pass(exchange, engine.send(request.build()));
    }

    /// The engine refuses a request that names MaximumMessageSize, so it is asked for all, and the
    /// answer is cut.
    private void attributes(HttpExchange exchange, ObjectNode body)
            throws IOException, InterruptedException {
        var asked = new HashSet<String>();
        body.path("AttributeNames").forEach(name -> asked.add(name.asText()));
        body.putArray("AttributeNames").add("All");
        var answer = engine.send(engine.request("GetQueueAttributes", Json.bytes(body)).build());
        if (answer.statusCode() != 200) {
            pass(exchange, answer);
            return;
        }
        var tree = (ObjectNode) Json.parse(answer.body());
        var found = tree.withObject("/Attributes").put("MaximumMessageSize", MAXIMUM_MESSAGE_SIZE);
        if (!asked.contains("All")) found.retain(asked);
        send(exchange, 200, Json.bytes(tree));
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        answer.headers()
                .firstValue("x-amzn-query-error")
                .ifPresent(code -> exchange.getResponseHeaders().set("x-amzn-query-error", code));
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
