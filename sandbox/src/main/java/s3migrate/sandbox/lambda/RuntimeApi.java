package s3migrate.sandbox.lambda;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.json.LoopbackHttp;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.lambda.InvocationResult.FunctionError;
import s3migrate.sandbox.lambda.InvocationResult.InitFailed;

/// The Lambda Runtime API as one child JVM sees it (Lambda developer guide, custom runtimes).
///
/// Never shared by two children: the blocked `next` of one that is gone would take the other's
/// event.
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime";

    private record Delivery(
            Invocation invocation, Instant deadline, CompletableFuture<InvocationResult> answer) {}

    private final String functionArn;
    private final LoopbackHttp http = LoopbackHttp.bind(0);
    private final BlockingQueue<Delivery> deliveries = new ArrayBlockingQueue<>(1);
    private final AtomicReference<@Nullable Delivery> current = new AtomicReference<>();
    private final CompletableFuture<InvocationResult> initError = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> ready = new CompletableFuture<>();

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        http.start(this::serve);
    }

    /// What the child finds in AWS_LAMBDA_RUNTIME_API.
    String address() {
        return "127.0.0.1:" + http.port();
    }

    /// Completes when the child asks for its next event.
    CompletableFuture<Boolean> ready() {
        return ready;
    }

    /// Completes if the child reports that the function cannot be loaded.
    CompletableFuture<InvocationResult> initError() {
        return initError;
    }

    /// Gives the child that is ready its event. The result completes with its answer, and never if
    /// it does not answer.
    CompletableFuture<InvocationResult> deliver(Invocation invocation, Instant deadline) {
        var delivery = new Delivery(invocation, deadline, new CompletableFuture<>());
        ready = new CompletableFuture<>();
        deliveries.add(delivery);
        return delivery.answer();
    }

    @Override
    public void close() {
        http.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(PREFIX + "/invocation/next")) next(exchange);
            else if (path.equals(PREFIX + "/init/error"))
                accept(exchange, initError, initFailed(body(exchange)));
            else if (path.startsWith(PREFIX + "/invocation/")) answer(exchange, path);
            else send(exchange, 404, "{\"errorType\":\"NotFound\"}");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(true);
        var delivery = deliveries.take();
        current.set(delivery);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", delivery.invocation().requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(delivery.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", delivery.invocation().trace());
        send(exchange, 200, delivery.invocation().payload());
    }

    /// `…/invocation/{id}/response` or `…/invocation/{id}/error`.
    private void answer(HttpExchange exchange, String path) throws IOException {
        var body = body(exchange);
        var delivery = current.get();
        var id = path.substring((PREFIX + "/invocation/").length(), path.lastIndexOf('/'));
        if (delivery == null || !delivery.invocation().requestId().equals(id))
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
        else
            accept(
                    exchange,
                    delivery.answer(),
                    path.endsWith("/error") ? functionError(body) : new Answered(body));
    }

    private static void accept(
            HttpExchange exchange, CompletableFuture<InvocationResult> to, InvocationResult result)
            throws IOException {
        to.complete(result);
        send(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static InvocationResult functionError(String body) {
        var error = Json.parse(body);
        return new FunctionError(
                error.path("errorType").asText(), error.path("errorMessage").asText());
    }

    private static InvocationResult initFailed(String body) {
        var error = Json.parse(body);
        return new InitFailed(
                error.path("errorType").asText(), error.path("errorMessage").asText());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
