package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a first `sync` says of its route before it copies.
class FirstLookIT {

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new TwoServers(directory);
        servers.source.put(TwoServers.FROM, "a", new byte[] {1});
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void nothingWhereAllIsWell() throws Exception {
        var ended = servers.sync();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).doesNotContain("first sync");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("a");
        assertThat(servers.destination.openUploads(TwoServers.TO)).isEmpty();
    }

    @Test
    void whatIsNotAllowedIsNamedOnceAndTheSyncGoesOn() throws Exception {
        servers.destination.deny("s3:AbortMultipartUpload", "to/*");

        var first = servers.sync();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("s3:AbortMultipartUpload")
                .contains("this is the first sync of the route: s3migrate doctor says more");
        assertThat(servers.differences()).isEmpty();
        assertThat(servers.sync().err()).doesNotContain("s3:AbortMultipartUpload");
    }

    @Test
    void aDryRunLooksAtNothingElse() throws Exception {
        servers.destination.deny("s3:AbortMultipartUpload", "to/*");

        assertThat(servers.sync("--dry-run").err()).doesNotContain("s3:AbortMultipartUpload");
    }
}
