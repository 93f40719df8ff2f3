package s3migrate.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.route.RateCaps;
import s3migrate.time.Pace;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;

/// What goes to one side and comes from it, request by request, each attempt of the SDK by itself:
/// held to the caps that the user set, and, where S3 answers 503, to what the prefix of the key
/// takes. An answer that begins with 200 and ends with that error counts as one.
///
/// S3 splits a bucket into partitions by the beginnings of keys, and does not tell where. Taken for
/// one is a bucket's keys up to their first slash: coarser than S3 under load, which slows down
/// more than has to be, and never less.
///
/// Shared by all clients of a side. Serves many threads.
public final class Traffic implements ExecutionInterceptor {

    private final Optional<Pace> requests;
    private final Optional<Pace> bytes;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final PrefixRates prefixes;

    public Traffic(RateCaps.Cap cap, InstantSource clock, Sleeper sleeper) {
        this.requests = pace(cap.requests(), clock, sleeper);
        this.bytes = pace(cap.bytes(), clock, sleeper);
        this.clock = clock;
        this.sleeper = sleeper;
        this.prefixes = new PrefixRates(clock);
    }

    private static Optional<Pace> pace(
            Optional<Double> perSecond, InstantSource clock, Sleeper sleeper) {
        return perSecond.map(rate -> new Pace(rate, clock, sleeper));
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (!FirstAttempt.waits()) {
            await(bucket(context.request()), key(context.request()));
        }
    }

    /// Waits until a request about this key may go out.
    void await(String bucket, String key) {
        try {
            if (requests.isPresent()) {
                requests.get().take(1);
            }
            sleeper.sleep(rate(bucket, key).reserved(clock.instant()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before a request", interrupted);
        }
    }

    /// A request about this key has succeeded.
    void passed(String bucket, String key) {
        rate(bucket, key).passed();
    }

    @Override
    public void afterTransmission(
            Context.AfterTransmission context, ExecutionAttributes attributes) {
        switch (context.httpResponse().statusCode()) {
            case 503, 429 -> rate(context.request()).refused(clock.instant());
            default -> rate(context.request()).passed();
        }
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return bytes.isEmpty() ? context.requestBody() : context.requestBody().map(this::paced);
    }

    private RequestBody paced(RequestBody body) {
        var content = body.contentStreamProvider();
        return RequestBody.fromContentProvider(
                () -> paced(content.newStream()),
                body.optionalContentLength().orElseThrow(),
                body.contentType());
    }

    /// The same bytes, as fast as they may pass.
    InputStream paced(InputStream in) {
        return bytes.<InputStream>map(pace -> new Paced(in, pace)).orElse(in);
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (LateErrors.mayHave(context)) {
            return context.responseBody()
                    .map(body ->
                            LateErrors.read(
                                    body, () -> rate(context.request()).refused(clock.instant())));
        }
        return context.responseBody().map(this::paced);
    }

    private PrefixRate rate(SdkRequest request) {
        return rate(bucket(request), key(request));
    }

    private PrefixRate rate(String bucket, String key) {
        return prefixes.of(bucket + "/" + key.substring(0, key.indexOf('/') + 1));
    }

    private static String bucket(SdkRequest request) {
        return field(request, "Bucket");
    }

    private static String key(SdkRequest request) {
        return field(request, "Key");
    }

    /// A copy within S3 is counted where it is written.
    private static String field(SdkRequest request, String name) {
        return request.getValueForField("Destination" + name, String.class)
                .or(() -> request.getValueForField(name, String.class))
                .orElse("");
    }

    /// Bytes that pass at a pace.
    private static final class Paced extends FilterInputStream {

        private final Pace pace;

        Paced(InputStream in, Pace pace) {
            super(in);
            this.pace = pace;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            passed(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            int found = super.read(buffer, offset, wanted);
            passed(Math.max(found, 0));
            return found;
        }

        private void passed(int found) throws IOException {
            try {
                pace.take(found);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted in mid-body");
            }
        }
    }
}
