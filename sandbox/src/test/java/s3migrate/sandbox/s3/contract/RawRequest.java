package s3migrate.sandbox.s3.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A signed request sent by java.net.http, for what the SDK hides or would not send.
public final class RawRequest {
    private final S3UnderTest server;
    private final SdkHttpRequest.Builder request;
    private AwsCredentialsIdentity credentials;
    private byte[] body = new byte[0];

    private RawRequest(S3UnderTest server, SdkHttpMethod method, URI uri) {
        this.server = server;
        this.credentials = server.credentials();
        this.request = SdkHttpRequest.builder().method(method).uri(uri);
    }

    public static RawRequest put(S3UnderTest server, URI uri) {
        return new RawRequest(server, SdkHttpMethod.PUT, uri);
    }

    public static RawRequest get(S3UnderTest server, URI uri) {
        return new RawRequest(server, SdkHttpMethod.GET, uri);
    }

    public RawRequest header(String name, String value) {
        request.putHeader(name, value);
        return this;
    }

    public RawRequest credentials(String accessKeyId, String secret) {
        credentials = AwsCredentialsIdentity.create(accessKeyId, secret);
        return this;
    }

    public RawRequest body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public HttpResponse<String> send() throws IOException, InterruptedException {
        return send(builder -> builder);
    }

    /// Changes the request after it was signed.
    public HttpResponse<String> send(UnaryOperator<HttpRequest.Builder> change)
            throws IOException, InterruptedException {
        SdkHttpRequest signed =
                AwsV4HttpSigner.create()
                        .sign(r ->
                                r.identity(credentials)
                                        .request(request.build())
                                        .payload(ContentStreamProvider.fromByteArray(body))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                                        .putProperty(
                                                AwsV4HttpSigner.REGION_NAME, server.region().id())
                                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                                        .putProperty(
                                                AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                        .request();
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(signed.getUri())
                        .method(
                                signed.method().name(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        try (HttpClient http = server.http()) {
            return http.send(change.apply(builder).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
