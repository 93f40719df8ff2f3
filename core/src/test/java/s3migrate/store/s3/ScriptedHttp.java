package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// A way to the network that answers by script and keeps what it was sent: for answers no server of
/// ours gives, and for headers as they go out, signed. The last answer is given for ever.
final class ScriptedHttp implements SdkHttpClient {

    private record Answer(int status, Map<String, String> headers, String body) {}

    private static final int RESET = 0;
    private static final int CANCELLED = -1;

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<SdkHttpRequest> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    ScriptedHttp answer(int status, Map<String, String> headers, String body) {
        answers.add(new Answer(status, headers, body));
        return this;
    }

    /// An error as S3 writes it.
    ScriptedHttp refuse(int status, String code, String message) {
        return answer(
                status,
                Map.of(),
                """
                <Error><Code>%s</Code><Message>%s</Message><RequestId>R1</RequestId></Error>\
                """
                        .formatted(code, message));
    }

    /// The connection breaks before there is an answer.
    ScriptedHttp reset() {
        return answer(RESET, Map.of(), "");
    }

    /// The thread is interrupted while it waits for a connection, as Apache's pool tells it.
    ScriptedHttp cancel() {
        return answer(CANCELLED, Map.of(), "");
    }

    List<SdkHttpRequest> requests() {
        return requests;
    }

    /// The value of a header of the latest request.
    Optional<String> sent(String header) {
        return requests.getLast().firstMatchingHeader(header);
    }

    /// What was sent with the latest request.
    String sentBody() {
        return bodies.getLast();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                requests.add(request.httpRequest());
                bodies.add(read(request.contentStreamProvider()));
                return response();
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse response() throws IOException {
        var answer = answers.size() > 1 ? answers.remove() : answers.element();
        if (answer.status() == RESET) {
            throw new SocketException("Connection reset");
        }
        if (answer.status() == CANCELLED) {
            throw new CancellationException();
        }
        var http = SdkHttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach(http::putHeader);
        var body = new ByteArrayInputStream(answer.body().getBytes(UTF_8));
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(body))
                .build();
    }

    private static String read(Optional<ContentStreamProvider> body) throws IOException {
        if (body.isEmpty()) {
            return "";
        }
        try (var in = body.get().newStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {}
}
