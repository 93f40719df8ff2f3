package s3migrate.store.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// The SDK's way to the network, except for an attempt that was made already: of that it is told
/// the end. Serves many threads.
final class HandedOnHttp implements SdkHttpClient {

    private static final String USER_AGENT = "User-Agent";

    private final SdkHttpClient http;
    private volatile @Nullable String userAgent;

    HandedOnHttp(SdkHttpClient http) {
        this.http = http;
    }

    /// As which the SDK makes itself known to the store; empty before its first request.
    Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        if (FirstAttempt.waits()) {
            return new Made(FirstAttempt.taken());
        }
        request.httpRequest().firstMatchingHeader(USER_AGENT).ifPresent(agent -> userAgent = agent);
        return new Interruptible(http.prepareRequest(request));
    }

    /// Who is interrupted while he waits for a connection is told in the SDK's own words: the
    /// pool's would pass for a fault.
    private record Interruptible(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (CancellationException cancelled) {
                throw AbortedException.create("interrupted before a request", cancelled);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    private record Made(FirstAttempt.End end) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            return end.again();
        }

        @Override
        public void abort() {}
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
