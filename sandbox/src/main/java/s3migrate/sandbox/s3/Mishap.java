package s3migrate.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.operation.OperationName;
import s3migrate.sandbox.s3.operation.Operations;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.FlippingInputStream;
import s3migrate.sandbox.s3.traffic.Bandwidth;
import s3migrate.sandbox.s3.traffic.ConnectionDropped;
import s3migrate.sandbox.s3.traffic.FlippingOutputStream;
import s3migrate.sandbox.s3.traffic.IncomingBody;
import s3migrate.sandbox.s3.traffic.OutgoingBody;
import s3migrate.sandbox.s3.traffic.RequestLog;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// What a fault, if there is one, does to a request at each station of its way.
record Mishap(Optional<Fault> fault, RequestLog log, Bandwidth bandwidth) {

    InputStream incoming(InputStream body) {
        long limit =
                fault.isPresent() && fault.get() instanceof Fault.DropAfterRequestBytes(long bytes)
                        ? bytes
                        : Long.MAX_VALUE;
        InputStream counted = new IncomingBody(body, log, bandwidth, limit);
        return fault.isPresent() && fault.get() instanceof Fault.FlipRequestByte(long at)
                ? new FlippingInputStream(counted, at)
                : counted;
    }

    /// Does the work of the request, or what comes in its place.
    Response answer(Operations operations, OperationName name, Request request) throws IOException {
        if (fault.isEmpty()) {
            return operations.answer(name, request);
        }
        switch (fault.get()) {
            case Fault.Refuse(S3Error error) -> throw error;
            case Fault.ErrorInside200(String code, String message) ->
                    throw new S3Error(200, code, message);
            case Fault.Before(Runnable action) -> action.run();
            case Fault.AsOf(var moment) -> {
                return moment.operations().answer(name, request);
            }
            case Fault.After _,
                    Fault.During _,
                    Fault.LoseReply _,
                    Fault.StoreFlipped _,
                    Fault.FlipRequestByte _,
                    Fault.FlipResponseByte _,
                    Fault.CutResponseAfter _,
                    Fault.DropAfterRequestBytes _ -> {}
        }
        return operations.answer(name, request);
    }

    /// Between the work and its answer.
    void done(Buckets buckets, Request request) throws IOException {
        if (fault.isEmpty()) {
            return;
        }
        if (fault.get() instanceof Fault.After(Runnable action)) {
            action.run();
        } else if (fault.get() instanceof Fault.StoreFlipped(long at)) {
            buckets.named(request.bucket()).corrupt(request.key(), at);
        } else if (fault.get() instanceof Fault.LoseReply) {
            throw new ConnectionDropped();
        }
    }

    OutputStream outgoing(OutputStream body) {
        if (fault.isEmpty()) {
            return new OutgoingBody(body, log, bandwidth);
        }
        return switch (fault.get()) {
            case Fault.CutResponseAfter(long bytes) ->
                    new OutgoingBody(
                            body,
                            log,
                            bandwidth,
                            bytes,
                            () -> {
                                throw new ConnectionDropped();
                            });
            case Fault.During(long bytes, Runnable action) ->
                    new OutgoingBody(body, log, bandwidth, bytes, action::run);
            case Fault.FlipResponseByte(long at) ->
                    new FlippingOutputStream(new OutgoingBody(body, log, bandwidth), at);
            case Fault.Refuse _,
                    Fault.ErrorInside200 _,
                    Fault.Before _,
                    Fault.AsOf _,
                    Fault.After _,
                    Fault.LoseReply _,
                    Fault.StoreFlipped _,
                    Fault.FlipRequestByte _,
                    Fault.DropAfterRequestBytes _ ->
                    new OutgoingBody(body, log, bandwidth);
        };
    }
}
