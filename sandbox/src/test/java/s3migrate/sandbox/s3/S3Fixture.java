package s3migrate.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import s3migrate.sandbox.s3.contract.S3UnderTest;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A server of ours over https with one bucket, and a client for it.
public final class S3Fixture implements S3UnderTest {
    static final String BUCKET = "source-bucket";
    static final String ACCESS_KEY = "AKIASOURCE";
    static final String SECRET = "source-secret";

    final S3Server server;
    final S3Client s3;
    private final int minimumPartBytes;
    private final SandboxTls tls;

    S3Fixture(Path directory) throws IOException, InterruptedException {
        this(directory, settings -> settings);
    }

    public S3Fixture(Path directory, UnaryOperator<S3Settings> more)
            throws IOException, InterruptedException {
        tls = SandboxTls.shared();
        S3Settings settings =
                more.apply(
                        S3Settings.in(directory.resolve("s3"))
                                .withRegion("eu-central-1")
                                .withCredentials(ACCESS_KEY, SECRET)
                                .withTls(tls));
        minimumPartBytes = (int) settings.minimumPartBytes();
        server = S3Server.start(settings);
        server.createBucket(BUCKET);
        s3 = client(builder -> builder);
    }

    @Override
    public URI endpoint() {
        return server.https();
    }

    @Override
    public Region region() {
        return Region.EU_CENTRAL_1;
    }

    @Override
    public AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create(ACCESS_KEY, SECRET);
    }

    @Override
    public int minimumPartBytes() {
        return minimumPartBytes;
    }

    @Override
    public Optional<KeyStore> trusted() {
        try (InputStream in = Files.newInputStream(tls.trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.trustStorePassword().toCharArray());
            return Optional.of(store);
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
