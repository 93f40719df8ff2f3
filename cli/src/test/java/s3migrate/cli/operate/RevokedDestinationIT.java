package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.RouteRecord;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;

/// What the destination grants is taken back while a comparison's jobs are queued, and is given
/// again: one notice, hardly a dead letter, and after `s3migrate resume` every object is copied,
/// with nothing to redrive. Messages of a paused route wait for the hour they wait in a deployment.
///
/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=RevokedDestinationIT` has 100,000 jobs.
class RevokedDestinationIT {

    private static final int MOST_DEAD_LETTERS = 200;
    private static final Map<String, String> AN_HOUR = Map.of("PausedSeconds", "3600");

    /// What is taken back, and how it is told.
    enum Revoked {
        KEY,
        WRITING;

        Fault.Refuse fault() {
            return switch (this) {
                case KEY ->
                        new Fault.Refuse(
                                403,
                                "InvalidAccessKeyId",
                                "The AWS Access Key Id you provided does not exist in our records.");
                case WRITING -> new Fault.Refuse(403, "AccessDenied", "Access Denied");
            };
        }

        Calls calls() {
            return switch (this) {
                case KEY -> Calls.any();
                case WRITING -> Calls.of("PutObject", "CreateMultipartUpload");
            };
        }

        String notice() {
            return switch (this) {
                case KEY -> "\"cause\":\"InvalidAccessKeyId\"";
                case WRITING -> "\"missing\":\"s3:PutObject on s3://backup\"";
            };
        }

        String toDo() {
            return switch (this) {
                case KEY -> "put credentials that work into the parameter s3_migration_credentials";
                case WRITING -> "allow s3:PutObject on s3://backup";
            };
        }
    }

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory, S3Server::createSink);
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void aFewBatchesWait() throws Exception {
        everythingIsCopiedAfterResume(Revoked.WRITING, 2_000);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("exhaustive")
    void aHundredThousandJobsWait(Revoked revoked) throws Exception {
        everythingIsCopiedAfterResume(revoked, 100_000);
    }

    private void everythingIsCopiedAfterResume(Revoked revoked, int jobs) throws Exception {
        sandbox.s3.fill("photos", "", jobs, 17);
        sandbox.startJobsender();
        assertThat(sandbox.run("run", ROUTE, "--follow").out())
                .contains("%,d handed over".formatted(jobs));
        assertThat(sandbox.messages("batches")).isGreaterThanOrEqualTo(jobs / 1_000);

        sandbox.s3
                .faults()
                .plan(revoked.calls().by(SandboxSystem.DESTINATION_KEY).always(revoked.fault()));
        sandbox.startWorker(AN_HOUR);
        SandboxSystem.until(() -> record().pause().isPresent());
        SandboxSystem.until(
                () -> sandbox.sqs.queues().counts(sandbox.url("batches")).visible() == 0);

        var status = sandbox.run("status");
        assertThat(status.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(status.out()).contains("paused, as nothing of it can pass", revoked.toDo());
        assertThat(sandbox.s3.keys("backup")).isEmpty();
        int given = deadLetters();
        assertThat(given).isLessThanOrEqualTo(MOST_DEAD_LETTERS);

        sandbox.s3.faults().clear();
        assertThat(sandbox.run("resume", ROUTE).out())
                .startsWith("Route %s goes on. ".formatted(ROUTE));
        SandboxSystem.until(() -> sandbox.s3.keys("backup").size() == jobs);
        SandboxSystem.until(() -> sandbox.run("failures").code() == ExitCode.OK);
        assertThat(sandbox.s3.keys("backup")).isEqualTo(sandbox.s3.keys("photos"));
        assertThat(deadLetters()).isLessThanOrEqualTo(MOST_DEAD_LETTERS);
        assertThat(sandbox.said("route_paused"))
                .singleElement()
                .asString()
                .contains("s3_migration_credentials", revoked.notice());
        System.out.printf(
                "%s taken back with %,d jobs queued: 1 notice, %d dead letters; after resume all copied%n",
                revoked, jobs, given);
    }

    private int deadLetters() throws InterruptedException {
        return sandbox.messages("batches-dead") + sandbox.messages("large-dead");
    }

    private RouteRecord record() {
        try (var system = sandbox.open()) {
            return system.routeLedger().find(ROUTE);
        }
    }
}
