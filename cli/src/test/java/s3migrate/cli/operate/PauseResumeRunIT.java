package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// A person pauses a route, lets it go on, and has it compared, while worker and jobsender run.
class PauseResumeRunIT {

    private static final int MANY = 300;

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory);
        sandbox.s3.fill("photos", "", MANY, 17);
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void aRouteThatIsPausedCopiesNothingUntilItIsResumed() throws Exception {
        sandbox.startFunctions();
        assertThat(sandbox.run("pause", ROUTE).out())
                .startsWith("Route %s is paused since ".formatted(ROUTE))
                .endsWith("s3migrate resume %s lets it go on.\n".formatted(ROUTE));
        assertThat(sandbox.run("run", ROUTE, "--follow").code()).isEqualTo(ExitCode.STOPPED);
        assertThat(sandbox.run("status").code()).isEqualTo(ExitCode.STOPPED);
        assertThat(sandbox.s3.keys("backup")).isEmpty();

        assertThat(sandbox.run("resume", ROUTE).out())
                .startsWith("Route %s goes on. 0 objects".formatted(ROUTE));

        SandboxSystem.until(() -> sandbox.s3.keys("backup").size() == MANY);
        assertThat(sandbox.run("resume", ROUTE).out())
                .isEqualTo("Route %s was not paused.\n".formatted(ROUTE));
    }

    @Test
    void whatAPersonConfirmsIsAskedForAsConfirmed() throws Exception {
        assertThat(sandbox.run("run", ROUTE, "--confirm").code()).isEqualTo(ExitCode.OK);

        assertThat(sandbox.sqs.queues().inspect(sandbox.url("runs")))
                .extracting(ReceivedMessage::body)
                .containsExactly(
                        "{\"v\":1,\"type\":\"run\",\"route\":\"%s\",\"confirm\":true}"
                                .formatted(ROUTE));
    }

    @Test
    void aComparisonIsFollowedToItsEnd() throws Exception {
        sandbox.startFunctions();

        var ended = sandbox.run("run", ROUTE, "--follow");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.out().lines())
                .startsWith("Asked for a comparison of route %s.".formatted(ROUTE))
                .contains(
                        "%s: %d found, %d missing, 0 changed, %d handed over"
                                .formatted(ROUTE, MANY, MANY, MANY))
                .last()
                .asString()
                .startsWith("Compared in ");
    }
}
