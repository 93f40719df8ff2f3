package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.RouteRecord;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

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

        until(() -> sandbox.s3.keys("backup").size() == MANY);
        assertThat(sandbox.run("resume", ROUTE).out())
                .isEqualTo("Route %s was not paused.\n".formatted(ROUTE));
    }

    /// The destination's key may list but not write: one pause, hardly a dead letter, and nothing
    /// to be done by hand but to mend it and to resume.
    @Test
    void aRefusedRouteIsWholeAfterItsCauseIsMendedAndItIsResumed() throws Exception {
        refuse("PutObject", "CreateMultipartUpload");
        sandbox.startFunctions();

        assertThat(sandbox.run("run", "--follow"))
                .satisfies(ended -> assertThat(ended.err()).isEmpty())
                .satisfies(ended -> assertThat(ended.code()).isIn(ExitCode.OK, ExitCode.STOPPED));
        until(() -> record().pause().isPresent());
        assertThat(sandbox.run("status").out())
                .contains("paused, as nothing of it can pass", "to do      allow s3:PutObject on ");
        assertThat(sandbox.messages("batches-dead") + sandbox.messages("large-dead")).isZero();

        sandbox.s3.faults().clear();
        assertThat(sandbox.run("resume", ROUTE).out())
                .startsWith("Route %s goes on. 0 objects given up".formatted(ROUTE));
        until(() -> sandbox.s3.keys("backup").size() == MANY);
        // One that was refused just before, and judged just after, may be given up.
        assertThat(sandbox.messages("batches-dead") + sandbox.messages("large-dead"))
                .isLessThan(RouteRecord.REFUSALS_THAT_PAUSE);
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

    private void refuse(String... operations) {
        sandbox.s3
                .faults()
                .plan(
                        Calls.of(operations)
                                .by(SandboxSystem.DESTINATION_KEY)
                                .always(new Fault.Refuse(403, "AccessDenied", "Access Denied")));
    }

    private RouteRecord record() {
        try (var system = sandbox.open()) {
            return system.routeLedger().find(ROUTE);
        }
    }

    static void until(Callable<Boolean> isSo) throws Exception {
        var deadline = Deadline.in(Duration.ofSeconds(90), InstantSource.system());
        while (!isSo.call()) {
            assertThat(deadline.remaining()).isPositive();
            Sleeper.system().sleep(Duration.ofMillis(50));
        }
    }
}
