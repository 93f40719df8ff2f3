package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;

/// What becomes of a copy whose state directory cannot be written.
class StateDirectoryIT {

    private static final int LARGE = 66 << 20;

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new TwoServers(directory);
        servers.source.put(TwoServers.FROM, "large", new byte[LARGE]);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void oneThatCannotBeUsedKeepsTheSyncFromBeingBegun() throws Exception {
        Files.writeString(servers.state(), "a file");

        var ended = servers.sync();

        assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).startsWith("s3migrate: open state directory");
        assertThat(servers.destination.log().count("PutObject")).isZero();
    }

    @Test
    void oneThatFailsOnTheWayStopsTheSyncWithItsReport() {
        loseStateAtTheFirstUpload();

        var ended = servers.sync();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.out()).contains("found                      1,", "failed");
        assertThat(ended.err()).contains("s3migrate: stopped: write " + servers.state());
    }

    @Test
    void oneThatFailsOnTheWayStopsACopy() {
        loseStateAtTheFirstUpload();

        var ended = servers.run("cp", List.of("s3://from/large", "s3://to"));

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.err()).contains("s3migrate: stopped: write " + servers.state());
    }

    private void loseStateAtTheFirstUpload() {
        servers.destination
                .faults()
                .plan(
                        Calls.of("CreateMultipartUpload")
                                .about("large")
                                .nth(1, new Fault.Before(() -> delete(servers.state()))));
    }

    private static void delete(Path tree) {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
