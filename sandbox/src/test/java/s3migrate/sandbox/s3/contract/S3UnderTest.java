package s3migrate.sandbox.s3.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// A running S3, and how to reach it.
public interface S3UnderTest extends AutoCloseable {
    int S3_MINIMUM_PART_BYTES = 5 * 1024 * 1024;

    URI endpoint();

    Region region();

    AwsBasicCredentials credentials();

    /// The certificates to trust; empty for those of the JDK.
    default Optional<KeyStore> trusted() {
        return Optional.empty();
    }

    /// Parts but the last must have so many bytes.
    default int minimumPartBytes() {
        return S3_MINIMUM_PART_BYTES;
    }

    /// Removes the bucket of a test, with all that is in it, where others could see what is left.
    default void discard(String bucket) {}

    @Override
    void close();

    /// A client without retries and without checksums of its own, so that a test says all that is
    /// sent and sees all that is answered.
    default S3Client client(UnaryOperator<S3ClientBuilder> more) {
        var http = Apache5HttpClient.builder().socketTimeout(Duration.ofMinutes(1));
        trusted()
                .ifPresent(certificates ->
                        http.tlsTrustManagersProvider(() -> trustManagers(certificates)));
        return more.apply(
                        S3Client.builder()
                                .endpointOverride(endpoint())
                                .region(region())
                                .forcePathStyle(true)
                                .requestChecksumCalculation(
                                        RequestChecksumCalculation.WHEN_REQUIRED)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(credentials()))
                                .overrideConfiguration(
                                        o -> o.retryStrategy(retry -> retry.maxAttempts(1)))
                                .httpClientBuilder(http))
                .build();
    }

    /// For requests that the SDK would not send.
    default HttpClient http() {
        return trusted()
                .map(certificates -> HttpClient.newBuilder().sslContext(context(certificates)))
                .orElseGet(HttpClient::newBuilder)
                .build();
    }

    private static SSLContext context(KeyStore certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(certificates), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] trustManagers(KeyStore certificates) {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificates);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
