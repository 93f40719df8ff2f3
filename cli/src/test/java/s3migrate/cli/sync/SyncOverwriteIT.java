package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;

/// What a `sync` does to objects that are at the destination.
class SyncOverwriteIT {

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new TwoServers(directory);
        servers.source.put(TwoServers.FROM, "new", new byte[] {1});
        servers.source.put(TwoServers.FROM, "edited", new byte[] {2});
        servers.destination.put(TwoServers.TO, "edited", new byte[] {3, 4});
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void aFirstSyncThatWouldOverwriteStopsBeforeItWritesAnything() throws Exception {
        var stopped = servers.sync();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(stopped.err())
                .startsWith(
                        "s3migrate: the first sync of this route found 1 objects at the destination that differ")
                .contains("\n  s3://to/edited\n")
                .contains("Say --overwrite newer");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("edited");

        assertThat(servers.sync("--dry-run").out())
                .contains("would stop first           1 there would be overwritten");
    }

    @Test
    void onceItWasSaidLaterSyncsOverwriteByThemselves() throws Exception {
        assertThat(servers.sync("--overwrite", "newer").exitCode()).isZero();
        assertThat(servers.differences()).isEmpty();
        servers.source.put(TwoServers.FROM, "edited", new byte[] {5, 6, 7});

        var second = servers.sync();

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(servers.differences()).isEmpty();
    }

    /// As every day after the first.
    @Test
    void aSyncIntoAnEmptyDestinationNeedsNotBeAsked() throws Exception {
        servers.destination.delete(TwoServers.TO, "edited");
        assertThat(servers.sync().exitCode()).isZero();
        servers.source.put(TwoServers.FROM, "new", new byte[] {8, 9});

        assertThat(servers.sync().exitCode()).isZero();
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void neverKeepsWhatIsThere() throws Exception {
        var ended = servers.sync("--overwrite", "never");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("other there, kept +1");
        assertThat(servers.differences()).containsExactly("edited differs");
    }

    @Test
    void alwaysWritesWhatIsEqual() throws Exception {
        assertThat(servers.sync("--overwrite", "newer").exitCode()).isZero();

        var ended = servers.sync("--overwrite", "always", "--storage-class", "STANDARD_IA");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("copied                     2,");
        assertThat(servers.differences()).isEmpty();
    }
}
