package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;

/// `s3migrate cp s3://from/key s3://to/other-key`
class CpIT {

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
    void copiesUnderAnotherKeyOrIntoAFolder() throws Exception {
        servers.source.put(TwoServers.FROM, "a//films/ü.mov", new byte[] {1, 2, 3});

        var renamed = cp("s3://from/a//films/ü.mov", "s3://to/b.mov");
        var kept = cp("s3://from/a//films/ü.mov", "s3://to/x/", "--json");
        var again = cp("s3://from/a//films/ü.mov", "s3://to/x/");

        assertThat(renamed.exitCode()).as(renamed.err()).isZero();
        assertThat(renamed.out())
                .startsWith("s3://from/a//films/ü.mov to s3://to/b.mov: 0.0 MiB in ")
                .contains("proved by checksum");
        assertThat(kept.out())
                .contains("\"destination\":\"s3://to/x/ü.mov\",\"outcome\":\"copied\"");
        assertThat(again.out()).contains("s3://to/x/ü.mov is there already, and equal");
        assertThat(servers.destination.keys(TwoServers.TO))
                .containsExactlyInAnyOrder("b.mov", "x/ü.mov");
    }

    @Test
    void anObjectThatIsNotThereOrMayNotBeReadIsAFailure() throws Exception {
        servers.source.put(TwoServers.FROM, "secret", new byte[] {1});
        servers.source.deny("s3:GetObject", "from/secret");

        var gone = cp("s3://from/gone", "s3://to");
        var denied = cp("s3://from/secret", "s3://to");

        assertThat(gone.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(gone.out()).contains("s3://from/gone: the source has no such object");
        assertThat(denied.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(denied.out()).contains("AccessDenied", "to do  let the role or user do that");
    }

    @Test
    void goesOnFromThePartsThatAreThere() throws Exception {
        servers.source.put(TwoServers.FROM, "large", new byte[80 << 20]);
        servers.destination
                .faults()
                .plan(Calls.of("UploadPart").from(5, Fault.Refuse.accessDenied()));
        var options = List.of("--part-mib", "16", "--connections", "1");
        assertThat(cp("s3://from/large", "s3://to", options).exitCode()).isNotZero();
        servers.destination.faults().clear();

        var ended = cp("s3://from/large", "s3://to", options);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("4 parts resumed");
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void anObjectThatIsThereStaysIfThatIsAskedFor() throws Exception {
        servers.source.put(TwoServers.FROM, "a", new byte[] {1});
        servers.destination.put(TwoServers.TO, "a", new byte[] {2});

        var ended = cp("s3://from/a", "s3://to", "--overwrite", "never");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("s3://to/a is there and differs, and was kept");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        var ended = cp("s3://from", "s3://to", "--part-mib", "1");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("--part-mib 1", "accepted is s3://bucket/key");
    }

    private TwoServers.Ended cp(String from, String to, List<String> options) {
        return cp(from, to, options.toArray(String[]::new));
    }

    private TwoServers.Ended cp(String from, String to, String... options) {
        return servers.run("cp", List.of(from, to), options);
    }
}
