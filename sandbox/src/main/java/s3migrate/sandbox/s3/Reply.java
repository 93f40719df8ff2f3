package s3migrate.sandbox.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import s3migrate.sandbox.s3.wire.RequestIds;
import s3migrate.sandbox.s3.wire.Response;

/// Sends the one answer of an exchange.
record Reply(HttpExchange exchange, RequestIds ids) {
    private static final long NO_BODY = -1;

    void send(Response response, Mishap mishap) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        headers.set("Server", "AmazonS3");
        headers.set("x-amz-request-id", ids.requestId());
        headers.set("x-amz-id-2", ids.hostId());
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || response.body().length() == 0;
        exchange.sendResponseHeaders(
                response.status(), bodiless ? NO_BODY : response.body().length());
        if (!bodiless) {
            try (OutputStream out = mishap.outgoing(exchange.getResponseBody())) {
                response.body().writeTo(out);
            }
        }
    }
}
