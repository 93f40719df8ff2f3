package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;

/// Which objects a `sync` is about, and what it deletes.
class SyncExtentIT {

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
    void onlyTheKeysOfAFileAreCopiedAndThoseThatAreNotThereFail() throws Exception {
        write("a", " spaced ", "c/ü", "other");
        var keys = Files.writeString(directory.resolve("keys"), "a\n spaced \n\nc/ü\ngone\na\n");

        var ended = servers.sync("--files-from", keys.toString());

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out()).contains("s3://from/gone", "the source has no such object");
        assertThat(servers.destination.keys(TwoServers.TO))
                .containsExactlyInAnyOrder("a", " spaced ", "c/ü");
        assertThat(servers.source.log().count("ListObjectsV2")).isZero();
    }

    @Test
    void linesThatAreNoKeysAreAllNamedBeforeAnythingIsBegun() throws Exception {
        String tooLong = "x".repeat(1_025);
        var keys = Files.writeString(directory.resolve("keys"), tooLong + "\na\n" + tooLong);

        var ended = servers.sync("--files-from", keys.toString());

        assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).contains("line 1 has", "line 3 has");
    }

    @Test
    void noMoreObjectsThanAskedAreCopiedAndTheNextSyncGoesOn() throws Exception {
        write("a", "b", "c", "d", "e");

        var first = servers.sync("--max-objects", "2");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("--max-objects 2 is reached; the next sync goes on");
        assertThat(servers.destination.keys(TwoServers.TO)).hasSize(2);
        assertThat(servers.sync().exitCode()).isZero();
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void deletesWhatIsAtTheDestinationOnlyUpToALimit() throws Exception {
        write("a", "b");
        for (String extra : List.of("x", "y", "keep.tmp")) {
            servers.destination.put(TwoServers.TO, extra, new byte[] {1});
        }

        var refused = servers.sync("--delete");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(refused.out()).contains("3, left alone: more than --max-delete, 1");
        assertThat(servers.destination.keys(TwoServers.TO)).contains("x", "y");

        var options = List.of("--delete", "--max-delete", "2", "--exclude", "*.tmp");
        var planned = new ArrayList<>(options);
        planned.add("--dry-run");
        assertThat(sync(planned).out()).contains("2, to be deleted");

        var deleted = sync(options);

        assertThat(deleted.exitCode()).as(deleted.out() + deleted.err()).isZero();
        assertThat(deleted.out()).contains("2, 2 deleted").containsPattern("ignored +1");
        assertThat(servers.differences()).containsExactly("keep.tmp is extra");
    }

    /// Renamed at the source, say, where the new name cannot be read: the old copy is the last.
    @Test
    void deletesNothingWhereSomethingFailed() throws Exception {
        write("a", "renamed");
        servers.destination.put(TwoServers.TO, "old-name", new byte[] {1});
        servers.source.deny("s3:GetObject", "from/renamed");

        var ended = servers.sync("--delete");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out()).contains("1, left alone: 1 failed");
        assertThat(servers.destination.keys(TwoServers.TO)).contains("a", "old-name");
        assertThat(servers.sync("--delete", "--json").out())
                .contains("\"deleted\":0,\"extras_left_alone\":\"1 failed\"");
    }

    @Test
    void readsAPublicBucketWithoutCredentials() throws Exception {
        write("a");
        servers.source.change(TwoServers.FROM, bucket -> bucket.withPublicRead(true));

        var ended = servers.sync("--anonymous", "--copy-props", "metadata-directive");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("a");
    }

    @Test
    void copiesTheRoutesOfAFileAndEndsWithTheWorstOfTheirCodes() throws Exception {
        write("photos/a", "texts/b");
        var routes =
                Files.writeString(
                        directory.resolve("routes.json"),
                        """
                        [{"src_bucket": "from", "src_prefix": "photos/", "des_bucket": "to", "des_prefix": "p"},
                         {"src_bucket": "nowhere", "des_bucket": "to", "des_prefix": "n"},
                         {"src_bucket": "from", "src_prefix": "texts/", "des_bucket": "to", "des_prefix": "t",
                          "strip_src_prefix": true}]
                        """);

        var ended = servers.run("sync", List.of("--routes", routes.toString()));

        assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).contains("s3://nowhere/");
        assertThat(servers.destination.keys(TwoServers.TO))
                .containsExactlyInAnyOrder("p/photos/a", "t/b");
    }

    @Test
    void aRouteThatWantsMoreThanOneMachineHasIsRefused() throws Exception {
        var routes =
                Files.writeString(
                        directory.resolve("routes.json"),
                        """
                        [{"src_bucket": "from", "des_bucket": "to", "src_credentials": "parameter",
                          "compare": "version"}]
                        """);

        var ended = servers.run("sync", List.of("--routes", routes.toString()));

        assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).contains("src_credentials", "compare version");
    }

    @Test
    void allFaultsOfACommandLineAreSaidAtOnce() {
        var ended =
                servers.sync(
                        "--connections",
                        "0",
                        "--part-mib",
                        "4",
                        "--copy",
                        "fast",
                        "--max-delete",
                        "1");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err().lines().filter(line -> line.startsWith("s3migrate: --")))
                .hasSize(4)
                .anyMatch(line -> line.contains("--copy \"fast\": accepted is auto, server"));
        assertThat(ended.err()).endsWith("s3migrate sync --help says what is accepted\n");
    }

    private TwoServers.Ended sync(List<String> options) {
        return servers.sync(options.toArray(String[]::new));
    }

    private void write(String... keys) throws Exception {
        for (String key : keys) {
            servers.source.put(TwoServers.FROM, key, new byte[] {1, 2});
        }
    }
}
