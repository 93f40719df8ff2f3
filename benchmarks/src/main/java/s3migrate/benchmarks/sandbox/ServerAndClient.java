package s3migrate.benchmarks.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import s3migrate.benchmarks.TemporaryDirectory;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A server in a new directory and an SDK client for it. Closing it deletes the directory.
final class ServerAndClient implements AutoCloseable {
    static final int CONNECTIONS = 32;

    private final TemporaryDirectory directory;
    private final S3Server server;
    private final S3Client client;

    private ServerAndClient(TemporaryDirectory directory, S3Server server, S3Client client) {
        this.directory = directory;
        this.server = server;
        this.client = client;
    }

    static ServerAndClient start() throws IOException, InterruptedException {
        TemporaryDirectory directory = TemporaryDirectory.create();
        SandboxTls tls = SandboxTls.create(directory.path().resolve("tls"));
        S3Server server =
                S3Server.start(
                        S3Settings.in(directory.path().resolve("s3"))
                                .withCredentials("AKIABENCHMARK", "secret")
                                .withTls(tls));
        S3Client client =
                S3Client.builder()
                        .endpointOverride(server.https())
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIABENCHMARK", "secret")))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .maxConnections(2 * CONNECTIONS)
                                        .tlsTrustManagersProvider(() -> trust(tls)))
                        .build();
        return new ServerAndClient(directory, server, client);
    }

    S3Server server() {
        return server;
    }

    S3Client client() {
        return client;
    }

    /// Does all of it, some at once; in the order of the work.
    static <T> List<T> inParallel(int atOnce, List<Callable<T>> work) throws Exception {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static TrustManager[] trust(SandboxTls tls) {
        try (InputStream in = Files.newInputStream(tls.trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.trustStorePassword().toCharArray());
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        directory.close();
    }
}
