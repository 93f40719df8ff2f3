package s3migrate.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.tls.SandboxTls;

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

    @Override
    public void close() {
        s3.close();
    }
}
