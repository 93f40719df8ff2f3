package s3migrate.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import s3migrate.benchmarks.TemporaryDirectory;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.tls.SandboxTls;

/// An S3 server over https with the objects to be copied, and a bucket for what each program makes
/// of them.
record Buckets(TemporaryDirectory directory, SandboxTls tls, S3Server server)
        implements AutoCloseable {
    static final String SOURCE = "peers-source";
    static final String REGION = "us-east-1";
    static final String ACCESS_KEY_ID = "AKIAMEASUREDPEERS001";
    static final String SECRET_ACCESS_KEY = "secret-of-the-peers";
    private static final long SOURCE_PART_BYTES = 64L << 20;

    static Buckets start() throws IOException, InterruptedException {
        var directory = TemporaryDirectory.create();
        var tls = SandboxTls.create(directory.path().resolve("tls"));
        var server =
                S3Server.start(
                        S3Settings.in(directory.path().resolve("s3"))
                                .withTls(tls)
                                .withRegion(REGION)
                                .withCredentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
        server.createBucket(SOURCE);
        return new Buckets(directory, tls, server);
    }

    URI endpoint() {
        return server.https();
    }

    /// A new one that is empty.
    void createDestination(String name) {
        server.createBucket(name);
        // rclone and s3cmd send one with every object.
        server.change(name, settings -> settings.withAcls(true));
    }

    /// Puts so many objects into a bucket.
    void putSmall(String bucket, String prefix, int count, long bytes) {
        server.fill(bucket, prefix, count, bytes);
    }

    /// Puts one object into the source, as a multipart upload has left it there.
    void putLarge(String key, long bytes) {
        var object = GeneratedObject.inParts(key.hashCode(), bytes, SOURCE_PART_BYTES);
        server.put(SOURCE, key, object);
    }

    /// What AWS's libraries find in the environment.
    Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_ACCESS_KEY,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_REGION",
                REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null");
    }

    @Override
    public void close() throws IOException {
        server.close();
        directory.close();
    }
}
