package s3migrate.store.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.tls.SandboxTls;
import s3migrate.store.BucketSetup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The sandbox's S3 with small parts, and stores that reach it over https as any other endpoint.
///
/// The JVM's default trust becomes the sandbox's for good: a JVM with one of these opens no
/// connection to anywhere else.
public final class SandboxS3 implements AutoCloseable {

    /// Of every part but the last.
    public static final long MINIMUM_PART_BYTES = 16;

    private static final S3Connections CONNECTIONS =
            new S3Connections(24, Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final S3Server server;
    private final SandboxTls tls;
    private final AtomicInteger buckets = new AtomicInteger();

    private SandboxS3(S3Server server, SandboxTls tls) {
        this.server = server;
        this.tls = tls;
    }

    /// Accepts requests when it returns; its objects live under `directory`.
    public static SandboxS3 start(Path directory) throws IOException, InterruptedException {
        var tls = SandboxTls.shared();
        System.setProperty("javax.net.ssl.trustStore", tls.trustStore().toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", tls.trustStorePassword());
        return start(directory.resolve("s3"), tls, UnaryOperator.identity());
    }

    /// Another server under the same certificate, with settings of its own.
    public SandboxS3 beside(Path directory, UnaryOperator<S3Settings> settings) throws IOException {
        return start(directory, tls, settings);
    }

    private static SandboxS3 start(
            Path directory, SandboxTls tls, UnaryOperator<S3Settings> settings) throws IOException {
        var usual =
                S3Settings.in(directory)
                        .withCredentials("AKIASANDBOX", "secret")
                        .withMinimumPartBytes(MINIMUM_PART_BYTES)
                        .withTls(tls);
        return new SandboxS3(S3Server.start(settings.apply(usual)), tls);
    }

    public S3Server server() {
        return server;
    }

    /// A store over https.
    public S3ObjectStore store(S3Stores.Side side) {
        return S3Stores.open(access("AKIASANDBOX", "secret"), side, CONNECTIONS);
    }

    /// A store over https, asked on these terms.
    public S3ObjectStore store(S3Stores.Side side, S3Terms terms) {
        return S3Stores.open(access("AKIASANDBOX", "secret"), side, CONNECTIONS, terms);
    }

    /// How its buckets are set up, asked over https.
    public BucketSetup setup() {
        return S3Stores.setup(access("AKIASANDBOX", "secret"), CONNECTIONS);
    }

    /// A store over https, by way of what stands before the server.
    public S3ObjectStore store(S3Stores.Side side, URI endpoint) {
        var direct = access("AKIASANDBOX", "secret");
        var access = new S3Access(direct.credentials(), direct.region(), Optional.of(endpoint));
        return S3Stores.open(access, side, CONNECTIONS);
    }

    /// What a client of the https side needs, with these credentials.
    public S3Access access(String accessKeyId, String secret) {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)),
                Region.US_EAST_1,
                Optional.of(server.https()));
    }

    /// A new bucket.
    public String newBucket() {
        var name = "bucket-" + buckets.incrementAndGet();
        server.createBucket(name);
        return name;
    }

    /// A new bucket that keeps versions.
    public String newVersionedBucket() {
        var name = newBucket();
        server.setVersioning(name, Versioning.ENABLED);
        return name;
    }

    @Override
    public void close() {
        server.close();
    }
}
