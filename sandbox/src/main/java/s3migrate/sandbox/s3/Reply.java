package s3migrate.sandbox.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.traffic.Bandwidth;
import s3migrate.sandbox.s3.traffic.ConnectionDropped;
import s3migrate.sandbox.s3.traffic.OutgoingBody;
import s3migrate.sandbox.s3.traffic.RequestLog;
import s3migrate.sandbox.s3.wire.RequestIds;
import s3migrate.sandbox.s3.wire.Response;

/// Sends the one answer of an exchange.
record Reply(HttpExchange exchange, RequestIds ids, RequestLog log, Bandwidth bandwidth) {
    private static final long NO_BODY = -1;

    void send(Response response, Optional<Fault> fault) throws IOException {
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
            try (OutputStream out = outgoing(fault)) {
                response.body().writeTo(out);
            }
        }
    }

    private OutgoingBody outgoing(Optional<Fault> fault) {
        long mark = -1;
        OutgoingBody.AtMark event = () -> {};
        if (fault.isPresent() && fault.get() instanceof Fault.CutResponseAfter(long bytes)) {
            mark = bytes;
            event =
                    () -> {
                        throw new ConnectionDropped();
                    };
        } else if (fault.isPresent()
                && fault.get() instanceof Fault.During(long bytes, Runnable action)) {
            mark = bytes;
            event = action::run;
        }
        return new OutgoingBody(exchange.getResponseBody(), log, bandwidth, mark, event);
    }
}
