package s3migrate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.cli.Main;

/// `mvn -pl cli -am verify -Dit.test=OperateE2eIT`: a person at the command line has the deployed
/// functions copy, and sees it.
@ExtendWith(SharedDeployment.class)
class OperateE2eIT {

    private final Deployment aws;

    OperateE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @BeforeEach
    void letIn() {
        aws.systemProperties().forEach(System::setProperty);
    }

    @AfterEach
    void letOut() {
        aws.systemProperties().keySet().forEach(System::clearProperty);
    }

    @Test
    void aCopyIsOrderedWaitedForAndSeenInTheStatus() throws Exception {
        var lane = aws.lane("silent");
        lane.write("ordered//x", Lane.bytes(100, 1));

        assertThat(
                        run(
                                "submit",
                                "s3://silent/ordered//x",
                                "s3://silent-copies/ordered//x",
                                "--wait",
                                "--timeout",
                                "90"))
                .endsWith("1 are there, 0 are not.\n");
        assertThat(lane.copy("ordered//x")).isPresent();
        assertThat(run("status", "silent"))
                .startsWith("put, as of ")
                .contains("Route silent: s3://silent/ to s3://silent-copies/")
                .doesNotContain(aws.theirs.secret());
    }

    private static String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            Main.run(arguments);
            return out.toString(UTF_8);
        } finally {
            System.setOut(before);
        }
    }
}
