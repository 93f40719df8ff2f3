package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.time.Sleeper;

/// `s3migrate sync` at the rates it is given, and with credentials that end before it does.
class SyncLimitsIT {

    /// How long the SDK takes a file for unchanged.
    private static final Duration NOTICED = Duration.ofSeconds(2);

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new TwoServers(directory);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--source-tpslimit", "--dest-tpslimit"})
    void noMoreRequestsASecondThanAsked(String option) throws Exception {
        var side = option.startsWith("--source") ? servers.source : servers.destination;
        // The first sync of a route also looks at both sides.
        assertThat(servers.sync().exitCode()).isZero();
        put(5, 1);
        side.log().reset();

        var elapsed = elapsed(option, "4");

        long requests = side.log().counts().values().stream().mapToLong(Long::longValue).sum();
        assertThat(requests).isGreaterThanOrEqualTo(6);
        assertThat(elapsed).isGreaterThanOrEqualTo(Duration.ofMillis((requests - 1) * 1000 / 4));
    }

    /// What comes last is not waited for.
    @ParameterizedTest
    @ValueSource(strings = {"--source-bwlimit", "--dest-bwlimit"})
    void noMoreBytesASecondThanAsked(String option) throws Exception {
        put(4, 256 << 10);

        assertThat(elapsed(option, "512K")).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
    }

    private void put(int objects, int bytes) throws IOException {
        for (int i = 0; i < objects; i++) {
            servers.source.put(TwoServers.FROM, "key-" + i, new byte[bytes]);
        }
    }

    private Duration elapsed(String... options) throws IOException {
        var start = InstantSource.system().instant();
        var ended = servers.sync(options);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(servers.differences()).isEmpty();
        return Duration.between(start, InstantSource.system().instant());
    }

    @Test
    void credentialsThatAreWrittenAnewAreUsedInMidObject() throws Exception {
        var bytes = new byte[80 << 20];
        new Random(1).nextBytes(bytes);
        servers.source.put(TwoServers.FROM, "key", bytes);
        servers.destination.accept(AccessKey.of("AKIANEW", "new secret"));
        var old = Calls.of("UploadPart").by(TwoServers.DESTINATION_KEY);
        servers.destination
                .faults()
                .plan(
                        old.nth(4, new Fault.Before(this::rotate))
                                .or(old.from(5, Fault.Refuse.expiredToken())));

        var ended = servers.sync("--part-mib", "5", "--connections", "1", "--copy", "stream");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(servers.differences()).isEmpty();
        var asked = servers.destination.log().counts(TwoServers.TO, "key");
        assertThat(asked).containsEntry("CreateMultipartUpload", 1L);
        // The new file is seen at once, or after one refusal.
        assertThat(asked.getOrDefault("UploadPart", 0L)).isBetween(16L, 17L);
    }

    private void rotate() {
        try {
            servers.writeCredentials("AKIANEW", "new secret");
            Sleeper.system().sleep(NOTICED);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
