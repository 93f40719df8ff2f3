package s3migrate.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Plain SDK clients of both accounts, as their users have them. Nothing of ours lies between them
/// and S3, so what they see judges our copies independently.
record DemoClients(S3Client source, S3Client destination) implements AutoCloseable {

    private static final int CONNECTIONS = 32;

    static DemoClients of(SandboxAws aws) {
        return new DemoClients(
                client(SandboxAws.LOCAL, aws.source().https(), aws.tls()),
                client(SandboxAws.REMOTE, aws.destination().https(), aws.tls()));
    }

    private static S3Client client(SandboxAws.Account account, URI endpoint, SandboxTls tls) {
        var trust = trustOf(tls);
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(account.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        account.accessKeyId(), account.secretAccessKey())))
                .httpClientBuilder(
                        Apache5HttpClient.builder()
                                .maxConnections(CONNECTIONS)
                                .tlsTrustManagersProvider(() -> trust))
                .build();
    }

    private static TrustManager[] trustOf(SandboxTls tls) {
        try (var in = Files.newInputStream(tls.trustStore())) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.trustStorePassword().toCharArray());
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
