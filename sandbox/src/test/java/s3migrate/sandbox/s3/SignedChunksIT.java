package s3migrate.sandbox.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;

/// Bodies whose chunks are signed, as clients send them over plain http.
class SignedChunksIT {
    private static final String TEXT = "some bytes to be signed";

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void takesWhatTheSdkSendsOverHttp() {
        String text = "x".repeat(300_000);
        try (S3Client http =
                fixture.client(builder -> builder.endpointOverride(fixture.server.http()))) {
            http.putObject(r -> r.bucket(BUCKET).key("sdk"), RequestBody.fromString(text));
        }

        assertThat(fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("sdk")).asUtf8String())
                .isEqualTo(text);
    }

    @Test
    void takesChunksAndTrailersThatWereSigned() throws IOException, InterruptedException {
        assertThat(send(signed(false), body -> body).statusCode()).isEqualTo(200);
        assertThat(send(signed(true), body -> body).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesChunksThatAreNotWhatWasSigned() throws IOException, InterruptedException {
        assertRefused(send(signed(false), body -> body.replace("some bytes", "S0me bytes")));
        assertRefused(send(signed(true), body -> body.replace("some bytes", "S0me bytes")));
        assertRefused(send(signed(false), body -> body.replaceAll(";chunk-signature=\\w+", "")));
    }

    @Test
    void refusesTrailersThatAreNotWhatWasSigned() throws IOException, InterruptedException {
        assertRefused(
                send(
                        signed(true),
                        body ->
                                body.replaceAll(
                                        "x-amz-checksum-crc32:.", "x-amz-checksum-crc32:?")));
        assertRefused(
                send(signed(true), body -> body.replaceAll("x-amz-trailer-signature:.*\r\n", "")));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    private static SignedRequest signed(boolean trailer) {
        URI uri = fixture.server.http().resolve("/" + BUCKET + "/chunked");
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.PUT)
                        .uri(uri)
                        .putHeader("Content-Length", Integer.toString(TEXT.length()))
                        .build();
        return AwsV4HttpSigner.create()
                .sign(r -> {
                    r.identity(
                                    AwsCredentialsIdentity.create(
                                            S3Fixture.ACCESS_KEY, S3Fixture.SECRET))
                            .request(request)
                            .payload(ContentStreamProvider.fromUtf8String(TEXT))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                            .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
                    if (trailer) {
                        r.putProperty(
                                AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
                    }
                });
    }

    /// Changes the body after it was signed.
    private static HttpResponse<String> send(SignedRequest signed, UnaryOperator<String> change)
            throws IOException, InterruptedException {
        String body =
                new String(signed.payload().orElseThrow().newStream().readAllBytes(), ISO_8859_1);
        assertThat(body).contains(";chunk-signature=");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(signed.request().getUri())
                        .PUT(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        change.apply(body).getBytes(ISO_8859_1)));
        signed.request()
                .forEachHeader((name, values) -> {
                    if (!name.equalsIgnoreCase("Host")
                            && !name.equalsIgnoreCase("Content-Length")) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
