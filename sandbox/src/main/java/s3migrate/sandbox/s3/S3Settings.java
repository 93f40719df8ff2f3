package s3migrate.sandbox.s3;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.tls.SandboxTls;

/// How a server is set up.
///
/// @param directory for the bytes of objects; may be new
/// @param secrets by access key id; no other key is known to the server
/// @param httpPort 0 for any free one
/// @param httpsPort 0 for any free one; unused without `tls`
/// @param minimumPartBytes of every part but the last
/// @param clock of LastModified and of events
public record S3Settings(
        Path directory,
        String region,
        String accountId,
        Map<String, String> secrets,
        int httpPort,
        int httpsPort,
        Optional<SandboxTls> tls,
        long minimumPartBytes,
        InstantSource clock) {
    private static final long S3_MINIMUM_PART_BYTES = 5L * 1024 * 1024;

    public S3Settings {
        secrets = Map.copyOf(secrets);
    }

    /// http alone on a free port, region us-east-1, no credentials yet.
    public static S3Settings in(Path directory) {
        return new S3Settings(
                directory,
                "us-east-1",
                "111122223333",
                Map.of(),
                0,
                0,
                Optional.empty(),
                S3_MINIMUM_PART_BYTES,
                InstantSource.system());
    }

    public S3Settings withRegion(String other) {
        return new S3Settings(
                directory,
                other,
                accountId,
                secrets,
                httpPort,
                httpsPort,
                tls,
                minimumPartBytes,
                clock);
    }

    public S3Settings withAccountId(String other) {
        return new S3Settings(
                directory,
                region,
                other,
                secrets,
                httpPort,
                httpsPort,
                tls,
                minimumPartBytes,
                clock);
    }

    /// Adds one more pair.
    public S3Settings withCredentials(String accessKeyId, String secretAccessKey) {
        Map<String, String> more = new LinkedHashMap<>(secrets);
        more.put(accessKeyId, secretAccessKey);
        return new S3Settings(
                directory,
                region,
                accountId,
                more,
                httpPort,
                httpsPort,
                tls,
                minimumPartBytes,
                clock);
    }

    public S3Settings withPorts(int http, int https) {
        return new S3Settings(
                directory, region, accountId, secrets, http, https, tls, minimumPartBytes, clock);
    }

    /// Serves https beside http.
    public S3Settings withTls(SandboxTls other) {
        return new S3Settings(
                directory,
                region,
                accountId,
                secrets,
                httpPort,
                httpsPort,
                Optional.of(other),
                minimumPartBytes,
                clock);
    }

    public S3Settings withMinimumPartBytes(long other) {
        return new S3Settings(
                directory, region, accountId, secrets, httpPort, httpsPort, tls, other, clock);
    }

    public S3Settings withClock(InstantSource other) {
        return new S3Settings(
                directory,
                region,
                accountId,
                secrets,
                httpPort,
                httpsPort,
                tls,
                minimumPartBytes,
                other);
    }
}
