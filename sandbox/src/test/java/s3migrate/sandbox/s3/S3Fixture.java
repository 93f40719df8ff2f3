package s3migrate.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// A server over https with one bucket, and clients for it. The SDK's retries are off, so that a
/// test sees what the server said.
final class S3Fixture implements AutoCloseable {
    static final String BUCKET = "source-bucket";
    static final String ACCESS_KEY = "AKIASOURCE";
    static final String SECRET = "source-secret";

    final S3Server server;
    final S3Client s3;
    private final SandboxTls tls;

    S3Fixture(Path directory) throws IOException, InterruptedException {
        this(directory, settings -> settings);
    }

    S3Fixture(Path directory, UnaryOperator<S3Settings> more)
            throws IOException, InterruptedException {
        tls = SandboxTls.create(directory.resolve("tls"));
        server =
                S3Server.start(
                        more.apply(
                                S3Settings.in(directory.resolve("s3"))
                                        .withRegion("eu-central-1")
                                        .withCredentials(ACCESS_KEY, SECRET)
                                        .withTls(tls)));
        server.createBucket(BUCKET);
        s3 = client(builder -> builder);
    }

    S3Client client(UnaryOperator<S3ClientBuilder> more) {
        return more.apply(
                        S3Client.builder()
                                .endpointOverride(server.https())
                                .region(Region.EU_CENTRAL_1)
                                .forcePathStyle(true)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create(ACCESS_KEY, SECRET)))
                                .overrideConfiguration(config ->
                                        config.retryStrategy(retry -> retry.maxAttempts(1)))
                                .httpClientBuilder(
                                        Apache5HttpClient.builder()
                                                .tlsTrustManagersProvider(this::trust)))
                .build();
    }

    HttpClient http() {
        return HttpClient.newBuilder().sslContext(tls.context()).build();
    }

    private TrustManager[] trust() {
        try (InputStream in = Files.newInputStream(tls.trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.trustStorePassword().toCharArray());
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        s3.close();
        server.close();
    }
}
