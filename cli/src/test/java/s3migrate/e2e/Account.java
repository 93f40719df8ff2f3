package s3migrate.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.tls.SandboxTls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An AWS account with its own S3, which takes nobody else's requests.
record Account(String accessKeyId, String secret, String region, S3Server s3)
        implements AutoCloseable {

    /// @param id 12 digits
    static Account start(String name, String region, String id, Path directory, SandboxTls tls)
            throws IOException {
        String accessKeyId = "AKIA" + name.toUpperCase(Locale.ROOT);
        String secret = "the-secret-of-" + name;
        var settings =
                S3Settings.in(directory.resolve(name))
                        .withRegion(region)
                        .withAccountId(id)
                        .withCredentials(accessKeyId, secret)
                        .withPorts(0, 0)
                        .withTls(tls);
        return new Account(accessKeyId, secret, region, S3Server.start(settings));
    }

    /// What a person writes into a parameter to let the worker in.
    String credentials() {
        return credentials(accessKeyId, secret);
    }

    /// The same with another key.
    String credentials(String keyId, String secretKey) {
        return """
        {"aws_access_key_id": "%s", "aws_secret_access_key": "%s", "region": "%s", "endpoint": "%s"}\
        """
                .formatted(keyId, secretKey, region, s3.https());
    }

    /// Asks for a copy of an archived object that can be read.
    void restore(String bucket, String key) {
        var keys = AwsBasicCredentials.create(accessKeyId, secret);
        try (var client =
                S3Client.builder()
                        .endpointOverride(s3.http())
                        .region(Region.of(region))
                        .credentialsProvider(StaticCredentialsProvider.create(keys))
                        .build()) {
            client.restoreObject(r -> r.bucket(bucket).key(key).restoreRequest(w -> w.days(1)));
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
