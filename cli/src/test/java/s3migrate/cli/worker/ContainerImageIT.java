package s3migrate.cli.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the image holds, made by the script that its build runs.
class ContainerImageIT {

    private static final Path CONTAINER = Path.of("..", "worker", "container");

    @TempDir Path directory;

    private record Run(int exitCode, String output) {}

    @Test
    void whatTheScriptInstallsIsTheWorker() throws IOException, InterruptedException {
        var installed = directory.resolve("image");
        var script = CONTAINER.resolve("install.sh").toString();
        assertThat(run(script, installed.toString())).isEqualTo(new Run(0, ""));

        var help = run(installed.resolve("bin/s3migrate").toString(), "worker", "--help");

        assertThat(help.output()).contains("Usage: s3migrate worker", "--drain-seconds=S");
        assertThat(help.exitCode()).isZero();

        // By a shell, so that it does not depend on the locale of this test.
        var odd = "exec \"$0\" worker --$(printf '\\345\\206\\231')";
        var wrong = run("sh", "-c", odd, installed.resolve("bin/s3migrate").toString());

        assertThat(wrong.output()).contains("'--写'");
    }

    @Test
    void theScriptSaysWhatItNeeds() throws IOException, InterruptedException {
        var script = CONTAINER.resolve("install.sh").toString();

        assertThat(run(script)).isEqualTo(new Run(2, "usage: worker/container/install.sh DIR\n"));
    }

    @Test
    void theImageRunsWhatTheScriptInstalledAndNotAsRoot() throws IOException {
        var lines = Files.readAllLines(CONTAINER.resolve("Dockerfile"));

        assertThat(lines)
                .contains(
                        "COPY --from=build /opt/s3-migrate /opt/s3-migrate",
                        "USER 65532:65532",
                        "ENTRYPOINT [\"/opt/s3-migrate/bin/s3migrate\"]",
                        "CMD [\"worker\"]");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("RUN "))
                .singleElement()
                .asString()
                .endsWith("&& worker/container/install.sh /opt/s3-migrate");
        assertThat(lines).noneMatch(line -> line.matches("(ENV|ARG) .*"));
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        var java = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().put("LC_ALL", "C");
        builder.environment().merge("PATH", "", (path, _) -> java + ":" + path);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
