package s3migrate.sandbox.s3;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.tls.SandboxTls;

/// How a server is set up. Immutable: every `with` answers another one.
public final class S3Settings {
    private static final long S3_MINIMUM_PART_BYTES = 5L * 1024 * 1024;

    private final Path directory;
    private String region = "us-east-1";
    private String accountId = "111122223333";
    private List<AccessKey> accessKeys = List.of();
    private int httpPort;
    private int httpsPort;
    private Optional<SandboxTls> tls = Optional.empty();
    private long minimumPartBytes = S3_MINIMUM_PART_BYTES;
    private boolean checksums = true;
    private InstantSource clock = InstantSource.system();

    private S3Settings(Path directory) {
        this.directory = directory;
    }

    /// http alone on a free port, region us-east-1, no credentials yet. The bytes of objects go
    /// into the directory, which may be new.
    public static S3Settings in(Path directory) {
        return new S3Settings(directory);
    }

    public S3Settings withRegion(String other) {
        return with(copy -> copy.region = other);
    }

    public S3Settings withAccountId(String other) {
        return with(copy -> copy.accountId = other);
    }

    /// Adds one more pair; no key that is not added is known to the server.
    public S3Settings withCredentials(String accessKeyId, String secretAccessKey) {
        return withCredentials(AccessKey.of(accessKeyId, secretAccessKey));
    }

    /// Adds one more access key.
    public S3Settings withCredentials(AccessKey key) {
        List<AccessKey> more = new ArrayList<>(accessKeys);
        more.add(key);
        return with(copy -> copy.accessKeys = List.copyOf(more));
    }

    /// 0 for any free port; the second is unused without TLS.
    public S3Settings withPorts(int http, int https) {
        return with(copy -> {
            copy.httpPort = http;
            copy.httpsPort = https;
        });
    }

    /// Serves https beside http.
    public S3Settings withTls(SandboxTls other) {
        return with(copy -> copy.tls = Optional.of(other));
    }

    /// Of every part but the last; S3's is 5 MiB.
    public S3Settings withMinimumPartBytes(long other) {
        return with(copy -> copy.minimumPartBytes = other);
    }

    /// As an older S3-compatible store: checksums sent are ignored, and none is ever stored or
    /// answered.
    public S3Settings withoutChecksums() {
        return with(copy -> copy.checksums = false);
    }

    /// The clock of LastModified, of events, and of the age of signatures.
    public S3Settings withClock(InstantSource other) {
        return with(copy -> copy.clock = other);
    }

    Path directory() {
        return directory;
    }

    String region() {
        return region;
    }

    String accountId() {
        return accountId;
    }

    List<AccessKey> accessKeys() {
        return accessKeys;
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    Optional<SandboxTls> tls() {
        return tls;
    }

    long minimumPartBytes() {
        return minimumPartBytes;
    }

    boolean checksums() {
        return checksums;
    }

    InstantSource clock() {
        return clock;
    }

    private S3Settings with(Consumer<S3Settings> change) {
        S3Settings copy = new S3Settings(directory);
        copy.region = region;
        copy.accountId = accountId;
        copy.accessKeys = accessKeys;
        copy.httpPort = httpPort;
        copy.httpsPort = httpsPort;
        copy.tls = tls;
        copy.minimumPartBytes = minimumPartBytes;
        copy.checksums = checksums;
        copy.clock = clock;
        change.accept(copy);
        return copy;
    }
}
