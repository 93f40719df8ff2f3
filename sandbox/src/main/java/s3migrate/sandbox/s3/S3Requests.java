package s3migrate.sandbox.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import s3migrate.sandbox.s3.auth.Authenticator;
import s3migrate.sandbox.s3.auth.Sender;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.Faults;
import s3migrate.sandbox.s3.operation.OperationName;
import s3migrate.sandbox.s3.operation.Operations;
import s3migrate.sandbox.s3.operation.Routes;
import s3migrate.sandbox.s3.traffic.Bandwidth;
import s3migrate.sandbox.s3.traffic.ConnectionDropped;
import s3migrate.sandbox.s3.traffic.IncomingBody;
import s3migrate.sandbox.s3.traffic.RequestLog;
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
        Reply reply = new Reply(exchange, ids, log, bandwidth);
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
            note(name, target, exchange);
            Optional<Fault> fault = faults.next(name.toString(), target.bucket(), target.key());
            Request request =
                    new Request(
                            exchange.getRequestMethod(),
                            target,
                            query,
                            exchange.getRequestHeaders(),
                            new IncomingBody(
                                    exchange.getRequestBody(), log, bandwidth, requestLimit(fault)),
                            sender.caller(),
                            sender.chunks());
            before(fault);
            try (Response response = operations.answer(name, request)) {
                after(fault);
                reply.send(response, fault);
            }
        } catch (S3Error error) {
            reply.send(ErrorDocument.answer(error, resource, ids), Optional.empty());
        } catch (RuntimeException broken) {
            LOG.log(
                    Logger.Level.ERROR,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    broken);
            S3Error error = new S3Error(500, "InternalError", "The sandbox is broken: " + broken);
            reply.send(ErrorDocument.answer(error, resource, ids), Optional.empty());
        }
    }

    private void note(OperationName name, Target target, HttpExchange exchange) {
        log.called(name.toString());
        if (name == OperationName.GET_OBJECT) {
            String range =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
            log.read(new RequestLog.Read(target.bucket(), target.key(), range));
        }
    }

    private static long requestLimit(Optional<Fault> fault) {
        return fault.isPresent() && fault.get() instanceof Fault.DropAfterRequestBytes(long bytes)
                ? bytes
                : Long.MAX_VALUE;
    }

    /// The faults that come in place of the work, or ahead of it.
    private static void before(Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return;
        }
        switch (fault.get()) {
            case Fault.Refuse(int status, String code, String message) ->
                    throw new S3Error(status, code, message);
            case Fault.ErrorInside200(String code, String message) ->
                    throw new S3Error(200, code, message);
            case Fault.Before(Runnable action) -> action.run();
            case Fault.After _,
                    Fault.During _,
                    Fault.LoseReply _,
                    Fault.CutResponseAfter _,
                    Fault.DropAfterRequestBytes _ -> {}
        }
    }

    /// The faults that come between the work and its answer.
    private static void after(Optional<Fault> fault) throws IOException {
        if (fault.isPresent() && fault.get() instanceof Fault.After(Runnable action)) {
            action.run();
        }
        if (fault.isPresent() && fault.get() instanceof Fault.LoseReply) {
            throw new ConnectionDropped();
        }
    }
}
