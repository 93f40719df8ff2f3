package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.sandbox.tls.SandboxTls;

/// A store whose certificate nobody signed but its owner is trusted by AWS_CA_BUNDLE alone.
class CaBundleIT {

    private @TempDir Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = TwoServers.overHttps(directory);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void itsCertificatesAreTrustedAndNoOthers() throws Exception {
        servers.source.fill(TwoServers.FROM, "", 2, 10);
        var anothers = SandboxTls.create(directory.resolve("another"));

        var distrusted = servers.syncTrusting(anothers.certificateFile());
        var trusted = servers.syncByProcess();

        assertThat(distrusted.exitCode()).isNotZero();
        assertThat(distrusted.out() + distrusted.err()).contains("certificate is not trusted");
        assertThat(trusted.exitCode()).as(trusted.err()).isZero();
        assertThat(servers.differences()).isEmpty();
    }

    @Test
    void oneThatCannotBeReadIsNamed() throws Exception {
        var absent = directory.resolve("absent.pem");
        var empty = Files.createFile(directory.resolve("empty.pem"));
        var text = Files.writeString(directory.resolve("text.pem"), "-----BEGIN CERTIFICATE-----");

        for (var bundle : new Path[] {absent, empty, text}) {
            var ended = servers.syncTrusting(bundle);

            assertThat(ended.exitCode()).isEqualTo(ExitCode.COULD_NOT_START);
            assertThat(ended.err())
                    .startsWith("s3migrate: AWS_CA_BUNDLE " + bundle)
                    .containsAnyOf("there is no such file", "certificates in PEM")
                    .hasLineCount(1);
        }
    }
}
