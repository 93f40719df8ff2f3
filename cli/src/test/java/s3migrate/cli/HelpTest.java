package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `--help` of each command says.
class HelpTest {

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isPrintedWithoutAComplaintOfItsOwn(String command) {
        var complaints = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(complaints, true, UTF_8));
        try {
            assertThat(said(command, "--help"))
                    .contains("Usage: s3migrate " + command)
                    .doesNotContain("%%", "%n", "${");
        } finally {
            System.setErr(before);
        }
        assertThat(complaints.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsHowTheCommandIsUsed(String command) {
        if (!command.equals("generate-completion")) {
            assertThat(said(command, "--help")).contains("Example", "Exit codes:");
        }
    }

    /// Single quotes are none to cmd.exe: what stands between them would be other arguments.
    @ParameterizedTest
    @MethodSource("commands")
    void showsExamplesThatEveryShellReadsAlike(String command) {
        assertThat(said(command, "--help").lines().filter(line -> line.startsWith("  s3migrate ")))
                .noneMatch(line -> line.contains("'"));
    }

    @Test
    void promisesOfCpNoQuestionThatOnlySyncAsks() {
        String asks = "wants --overwrite said";

        assertThat(said("cp", "--help")).contains("--overwrite").doesNotContain(asks);
        assertThat(said("sync", "--help")).contains(asks);
    }

    @Test
    void aShellIsToldOfEveryCommandAndItsOptions() {
        assertThat(said("generate-completion"))
                .contains("_picocli_s3migrate_sync", "--max-objects", "_picocli_s3migrate_cp");
    }

    private static String said(String... arguments) {
        var out = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(out)).execute(arguments);
        assertThat(code).isZero();
        return out.toString();
    }
}
