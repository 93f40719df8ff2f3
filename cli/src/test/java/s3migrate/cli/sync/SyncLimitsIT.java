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

    @Test
    void noMoreRequestsASecondThanAsked() throws Exception {
        // The first sync of a route also looks at both sides.
        assertThat(servers.sync().exitCode()).isZero();
        servers.destination.log().reset();
        for (int i = 0; i < 10; i++) {
            servers.source.put(TwoServers.FROM, "key-" + i, new byte[] {1});
        }
        var start = InstantSource.system().instant();

        var ended = servers.sync("--dest-tpslimit", "4");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(servers.differences()).isEmpty();
        long requests =
                servers.destination.log().counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(requests).isGreaterThanOrEqualTo(11);
        assertThat(Duration.between(start, InstantSource.system().instant()))
                .isGreaterThanOrEqualTo(Duration.ofMillis((requests - 1) * 1000 / 4));
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
