package s3migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class MainTest {

    @Command(name = "break")
    static final class Breaking implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new NoClassDefFoundError("s3migrate/cli/Gone");
        }
    }

    @Test
    void anErrorOfTheVirtualMachineIsNoSuccess() {
        var err = new StringWriter();
        var commands =
                Main.commandLine().addSubcommand(new Breaking()).setErr(new PrintWriter(err, true));

        assertThat(Main.run(commands, "break")).isEqualTo(ExitCode.SOME_FAILED);

        assertThat(err.toString()).contains("a fault of s3migrate's own", "s3migrate/cli/Gone");
    }
}
