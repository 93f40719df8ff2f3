package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                        "s3migrate: objects at the destination that differ from the source's and would be overwritten, which nobody has allowed yet: 1. Nothing was done.")
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

    @Test
    void toKeepWhatIsThereOnceIsNoLeaveToOverwriteItLater() throws Exception {
        assertThat(servers.sync("--overwrite", "never").exitCode()).isZero();

        assertStopsBeforeItOverwrites(servers.sync());
    }

    @Test
    void aSyncOfAPartAnswersForNoOther() throws Exception {
        var ignored = Files.writeString(directory.resolve("ignored"), "from/edited");
        var keys = Files.writeString(directory.resolve("keys"), "new");
        var parts =
                List.of(
                        List.of("--include", "new"),
                        List.of("--include", "new", "--overwrite", "newer"),
                        List.of("--max-size", "0"),
                        List.of("--min-age", "1d"),
                        List.of("--ignore-list", ignored.toString()),
                        List.of("--files-from", keys.toString()));
        for (var part : parts) {
            var ended = servers.sync(part.toArray(String[]::new));

            assertThat(ended.exitCode()).as("%s: %s", part, ended.err()).isZero();
            assertStopsBeforeItOverwrites(servers.sync());
        }
    }

    /// As it does not see what a sync by content would overwrite.
    @Test
    void aSyncBySizeAnswersForNoOther() throws Exception {
        servers.destination.put(TwoServers.TO, "edited", new byte[] {3});
        assertThat(servers.sync("--compare", "size").exitCode()).isZero();

        assertStopsBeforeItOverwrites(servers.sync());
    }

    @Test
    void aSyncOfAllThatOverwritesNothingAnswersForLaterOnes() throws Exception {
        servers.destination.put(TwoServers.TO, "edited", new byte[] {2});
        assertThat(servers.sync().exitCode()).isZero();
        servers.source.put(TwoServers.FROM, "edited", new byte[] {5, 6, 7});

        var second = servers.sync();

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void bucketsOfTheSameNamesInAnotherStoreAreAnotherRoute(@TempDir Path elsewhere)
            throws Exception {
        assertThat(servers.sync("--overwrite", "newer").exitCode()).isZero();
        try (var others = new TwoServers(elsewhere)) {
            others.source.put(TwoServers.FROM, "edited", new byte[] {2});
            others.destination.put(TwoServers.TO, "edited", new byte[] {3, 4});

            var ended = others.sync("--state", servers.state().toString());

            assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
            assertThat(others.differences()).containsExactly("edited differs");
        }
    }

    private void assertStopsBeforeItOverwrites(TwoServers.Ended ended) throws Exception {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).contains("\n  s3://to/edited\n");
        assertThat(servers.differences()).contains("edited differs");
    }
}
