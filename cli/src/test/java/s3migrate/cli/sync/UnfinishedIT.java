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
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;

/// What a `sync` makes of an upload that an earlier one left open.
class UnfinishedIT {

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void leaveAnUploadOpen() throws Exception {
        servers = new TwoServers(directory);
        servers.source.put(TwoServers.FROM, "large", new byte[66 << 20]);
        servers.source.faults().plan(reads().from(3, Fault.Refuse.accessDenied()));
        assertThat(sync().exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(servers.destination.openUploads(TwoServers.TO)).hasSize(1);
        servers.source.put(TwoServers.FROM, "a", new byte[] {1});
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void staysAsItIsWhileTheSyncIsNotAboutItsObject() throws Exception {
        servers.source.faults().clear();
        var keys = Files.writeString(directory.resolve("keys"), "a\n");
        var ignored = Files.writeString(directory.resolve("ignored"), "from/large\n");

        for (var options :
                List.of(
                        List.of("--exclude", "large"),
                        List.of("--max-size", "1M"),
                        List.of("--files-from", keys.toString()),
                        List.of("--ignore-list", ignored.toString()))) {
            var ended = sync(options.toArray(String[]::new));

            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
            assertThat(ended.out())
                    .containsPattern("uploads left open +1, s3://to/large: a sync that is about");
            assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("a");
        }
        assertThat(sync("--exclude", "large", "--json").out())
                .contains("\"open_uploads\":[\"s3://to/large\"]");

        var all = sync();

        assertThat(all.out()).doesNotContain(" 0 parts resumed", "left open");
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void isOneOfTheObjectsThatMayBeCopied() {
        servers.source.faults().clear();

        var ended = sync("--max-objects", "1");

        assertThat(ended.out()).contains("--max-objects 1 is reached");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("large");
    }

    @Test
    void failsOnceIfItFailsAgain() {
        servers.source.faults().clear();
        servers.source.faults().plan(reads().always(Fault.Refuse.accessDenied()));

        var ended = sync();

        assertThat(ended.out()).containsPattern("failed +1\n");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("a");
    }

    private static Calls reads() {
        return Calls.of("GetObject").about("large");
    }

    private TwoServers.Ended sync(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--part-mib", "16", "--connections", "1"));
        return servers.sync(all.toArray(String[]::new));
    }
}
