package s3migrate.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import s3migrate.sandbox.json.Json;

/// SQS's JSON protocol, spoken to the engine: our own calls as trees, and callers' requests passed
/// through.
///
/// Any thread may call. Closing ends calls in flight, long polls too, with an
/// [UncheckedIOException].
final class SqsCalls implements AutoCloseable {
    static final String TARGET = "X-Amz-Target";
    static final String TRACE = "X-Amzn-Trace-Id";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI engine;

    SqsCalls(URI engine) {
        this.engine = engine;
    }

    /// The answer's tree. An error answer is an [IllegalStateException] that carries its text.
    JsonNode call(String operation, JsonNode body) throws InterruptedException {
        var answer = send(request(operation, Json.bytes(body)).build());
        if (answer.statusCode() != 200)
            throw new IllegalStateException(
                    "SQS " + operation + " answered " + answer.statusCode() + " " + text(answer));
        return Json.parse(answer.body());
    }

    HttpRequest.Builder request(String operation, byte[] body) {
        return HttpRequest.newBuilder(engine)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(TARGET, "AmazonSQS." + operation)
                .POST(BodyPublishers.ofByteArray(body));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
