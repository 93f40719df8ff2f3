package s3migrate.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import s3migrate.price.Meter;
import s3migrate.price.Priced;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Makes the first attempt to read an object, or to write a small one, without the SDK's pipeline,
/// which takes longer than all else that a small object needs: the request is put together of the
/// SDK's endpoint rules, signer and HTTP client. Where that is no success, the SDK goes on from
/// what came of it. All else it does as ever, and so what it has not yet done for a bucket.
///
/// Of an answer only its HTTP headers are there. Serves many threads.
final class DirectClient extends DelegatingS3Client {

    /// With so many bytes the SDK waits for `100 Continue` before it sends them.
    private static final long LARGE_BYTES = 1 << 20;

    /// The SDK pays for repeats out of a credit that its successes earn: what a call that failed
    /// for good has cost at most. So many calls after such a one are all its own.
    private static final int CREDIT = 30;

    private final HandedOnHttp http;
    private final DirectRequests requests;
    private final AtomicInteger owed = new AtomicInteger();
    private final Optional<Traffic> traffic;
    private final Meter meter;

    /// @param sdk whose requests go over `http`; both are closed with this
    DirectClient(
            S3Client sdk,
            HandedOnHttp http,
            DirectRequests requests,
            Optional<Traffic> traffic,
            Meter meter) {
        super(sdk);
        this.http = http;
        this.requests = requests;
        this.traffic = traffic;
        this.meter = meter;
    }

    @Override
    public <T> T getObject(
            GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Supplier<T> bySdk = () -> super.getObject(request, transformer);
        var direct =
                http.userAgent()
                        .filter(_ -> transformer.needsConnectionLeftOpen() && mayGo())
                        .flatMap(agent -> requests.get(request, agent));
        return direct.isEmpty()
                ? bySdk.get()
                : go(
                        new Attempt(request.bucket(), request.key(), direct.get()),
                        Priced.S3_READ,
                        answer -> read(answer, transformer),
                        bySdk);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (!isSmall(body)) {
            return super.putObject(request, body);
        }
        Supplier<PutObjectResponse> bySdk = () -> super.putObject(request, unlessMade(body));
        var direct =
                http.userAgent()
                        .filter(_ -> mayGo())
                        .flatMap(agent -> requests.put(request, body, paced(body), agent));
        return direct.isEmpty()
                ? bySdk.get()
                : go(
                        new Attempt(request.bucket(), request.key(), direct.get()),
                        Priced.S3_WRITE,
                        DirectClient::written,
                        bySdk);
    }

    private static boolean isSmall(RequestBody body) {
        return body.optionalContentLength().orElse(LARGE_BYTES) < LARGE_BYTES;
    }

    /// The SDK ends a call of an interrupted thread in its own way.
    private boolean mayGo() {
        return owed.getAndUpdate(calls -> Math.max(0, calls - 1)) == 0
                && !Thread.currentThread().isInterrupted();
    }

    private record Attempt(String bucket, String key, Supplier<HttpExecuteRequest> request) {}

    @FunctionalInterface
    private interface Success<T> {
        T of(HttpExecuteResponse answer);
    }

    private <T> T go(Attempt attempt, Priced price, Success<T> success, Supplier<T> bySdk) {
        traffic.ifPresent(all -> all.await(attempt.bucket(), attempt.key()));
        HttpExecuteResponse answer;
        try {
            answer = http.prepareRequest(attempt.request().get()).call();
        } catch (IOException broke) {
            return goOn(FirstAttempt.broken(broke), bySdk);
        } catch (SdkException broke) {
            return goOn(FirstAttempt.broken(broke), bySdk);
        }
        if (!answer.httpResponse().isSuccessful()) {
            return goOn(FirstAttempt.answered(answer), bySdk);
        }
        traffic.ifPresent(all -> all.passed(attempt.bucket(), attempt.key()));
        meter.add(price, 1);
        return success.of(answer);
    }

    private <T> T goOn(FirstAttempt made, Supplier<T> bySdk) {
        try {
            return made.goOn(bySdk);
        } catch (SdkException broke) {
            if (!(broke instanceof S3Exception answer) || answer.statusCode() >= 500) {
                owed.set(CREDIT);
            }
            throw broke;
        }
    }

    private <T> T read(
            HttpExecuteResponse answer, ResponseTransformer<GetObjectResponse, T> transformer) {
        var headers =
                (GetObjectResponse)
                        GetObjectResponse.builder().sdkHttpResponse(answer.httpResponse()).build();
        try {
            return transformer.transform(headers, body(answer));
        } catch (RuntimeException broke) {
            throw broke;
        } catch (Exception broke) {
            throw new IllegalStateException(broke);
        }
    }

    private AbortableInputStream body(HttpExecuteResponse answer) {
        var body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty);
        return traffic.map(all -> AbortableInputStream.create(all.paced(body), body)).orElse(body);
    }

    private ContentStreamProvider paced(RequestBody body) {
        var content = body.contentStreamProvider();
        return traffic.<ContentStreamProvider>map(all -> () -> all.paced(content.newStream()))
                .orElse(content);
    }

    /// The same body. The SDK opens it already when it signs, which for an attempt that was made
    /// would be in vain.
    private static RequestBody unlessMade(RequestBody body) {
        var content = body.contentStreamProvider();
        return RequestBody.fromContentProvider(
                () -> FirstAttempt.waits() ? InputStream.nullInputStream() : content.newStream(),
                body.optionalContentLength().orElseThrow(),
                body.contentType());
    }

    private static PutObjectResponse written(HttpExecuteResponse answer) {
        answer.responseBody().ifPresent(DirectClient::freed);
        return (PutObjectResponse)
                PutObjectResponse.builder().sdkHttpResponse(answer.httpResponse()).build();
    }

    /// Its connection is for others now. What it says does not matter.
    private static void freed(AbortableInputStream body) {
        try {
            body.close();
        } catch (IOException broke) {
            body.abort();
        }
    }

    @Override
    public void close() {
        super.close();
        http.close();
    }
}
