package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import s3migrate.cli.ExitCode;

class DemoCommandTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void shortAndDataExcludeEachOther() {
        assertThat(run("--short", "--data", ".")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString())
                .startsWith("Error: --short, --data=DIR are mutually exclusive");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("--shrt")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).startsWith("Unknown option: '--shrt'");
    }

    private int run(String... arguments) {
        return new CommandLine(new DemoCommand())
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
