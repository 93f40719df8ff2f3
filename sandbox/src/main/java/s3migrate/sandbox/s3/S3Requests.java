package s3migrate.sandbox.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import s3migrate.sandbox.s3.auth.Authenticator;
import s3migrate.sandbox.s3.auth.Sender;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.fault.Call;
import s3migrate.sandbox.s3.fault.Faults;
import s3migrate.sandbox.s3.operation.OperationName;
import s3migrate.sandbox.s3.operation.Operations;
import s3migrate.sandbox.s3.operation.Routes;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.traffic.Bandwidth;
import s3migrate.sandbox.s3.traffic.RequestLog;
import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.ErrorDocument;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.RequestIds;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Target;

/// The way of every request: who sends it, what it means, what goes wrong with it, what is done,
/// what is answered.
record S3Requests(
        Authenticator authenticator,
        Buckets buckets,
        Operations operations,
        RequestLog log,
        Faults faults,
        Bandwidth bandwidth)
        implements HttpHandler {
    private static final Logger LOG = System.getLogger(S3Requests.class.getName());

    /// What it throws makes the JDK's server close the connection: closing the exchange alone
    /// leaves a cut answer's connection open.
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        RequestIds ids = RequestIds.next();
        Reply reply = new Reply(exchange, ids);
        try (exchange) {
            answer(exchange, reply, ids);
        }
    }

    private void answer(HttpExchange exchange, Reply reply, RequestIds ids) throws IOException {
        String resource = exchange.getRequestURI().getRawPath();
        try {
            Target target = Target.of(resource);
            Query query =
                    Query.of(
                            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
            Sender sender =
                    authenticator.sender(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders());
            boolean copies = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
            OperationName name = Routes.find(exchange.getRequestMethod(), target, query, copies);
            note(name, target, exchange, sender.caller());
            Call call =
                    new Call(
                            name.toString(),
                            target.bucket(),
                            target.key(),
                            sender.caller().accessKeyId());
            Mishap mishap = new Mishap(faults.next(call), log, bandwidth);
            Request request =
                    new Request(
                            exchange.getRequestMethod(),
                            target,
                            query,
                            exchange.getRequestHeaders(),
                            mishap.incoming(exchange.getRequestBody()),
                            sender.caller(),
                            sender.chunks());
            try (Response response = mishap.answer(operations, name, request)) {
                mishap.done(buckets, request);
                readToEnd(exchange);
                reply.send(response, mishap);
            }
        } catch (S3Error error) {
            reply.send(ErrorDocument.answer(error, resource, ids), noMishap());
        } catch (RuntimeException broken) {
            LOG.log(
                    Logger.Level.ERROR,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    broken);
            S3Error error = new S3Error(500, "InternalError", "The sandbox is broken: " + broken);
            reply.send(ErrorDocument.answer(error, resource, ids), noMishap());
        }
    }

    /// Reads what frames the body behind its last byte, a last chunk. Over TLS the JDK's server
    /// never answers a request that arrives together with it, as one sent after an answer before
    /// that may.
    private static void readToEnd(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().close();
    }

    private void note(OperationName name, Target target, HttpExchange exchange, Caller caller) {
        log.connected(caller.accessKeyId(), exchange.getRemoteAddress());
        log.called(name.toString(), target.bucket(), target.key());
        if (name == OperationName.GET_OBJECT) {
            String range =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
            log.read(new RequestLog.Read(target.bucket(), target.key(), range));
        }
    }

    private Mishap noMishap() {
        return new Mishap(Optional.empty(), log, bandwidth);
    }
}
