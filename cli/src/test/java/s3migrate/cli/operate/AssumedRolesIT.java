package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;

/// Roles of other accounts, taken on over STS's own protocol and again whenever their session is
/// nearly over: by a sync, by doctor, and by the worker with a role in its parameter. A wrong
/// external id is said as such.
class AssumedRolesIT {

    private static final String READER = "arn:aws:iam::222233334444:role/reader";
    private static final String WRITER = "arn:aws:iam::555566667777:role/writer";
    private static final String REFUSED =
            "is not authorized to perform: sts:AssumeRole on resource: " + WRITER;

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory);
        sandbox.s3.fill("photos", "", 5, 17);
        sandbox.sts.allow(READER, "of-the-reader");
        sandbox.sts.allow(WRITER, "of-the-writer");
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void aSyncReadsAsOneAndWritesAsTheOther() {
        var ended = run("sync", "of-the-writer", "--state", directory.resolve("state").toString());

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(sandbox.s3.keys("backup")).hasSize(5);
        assertThat(sessions(READER)).hasSizeGreaterThan(5).containsOnly("s3-migrate");
        assertThat(sessions(WRITER)).hasSizeGreaterThan(5).containsOnly("s3-migrate");
    }

    @Test
    void aSyncThatMayNotTakeARoleOnSaysWhichAndCopiesNothing() {
        var ended = run("sync", "wrong", "--state", directory.resolve("state").toString());

        assertThat(ended.code()).isNotEqualTo(ExitCode.OK);
        assertThat(ended.err()).contains(REFUSED).doesNotContain("\tat ");
        assertThat(sandbox.s3.keys("backup")).isEmpty();
    }

    @Test
    void doctorNamesWhoEachSideIs() {
        assertThat(run("doctor", "of-the-writer").out())
                .contains(
                        "ok    source identity            arn:aws:sts::222233334444:assumed-role/reader/s3-migrate",
                        "ok    destination identity       arn:aws:sts::555566667777:assumed-role/writer/s3-migrate");
        var refused = run("doctor", "wrong");
        assertThat(refused.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(refused.out()).contains("FAULT").contains(REFUSED);
    }

    @Test
    void theWorkerTakesOnTheRoleOfItsParameter() throws Exception {
        sandbox.credentials(role("of-the-writer"));
        sandbox.startFunctions();
        for (String key : sandbox.s3.keys("photos")) {
            sandbox.sqs.queues().send(sandbox.url("events"), order(key));
        }

        SandboxSystem.until(() -> sandbox.s3.keys("backup").size() == 5);
        assertThat(sessions(WRITER)).containsOnly("s3-migrate");
    }

    /// Mostly in seconds, but at times only with the probe after three minutes: too long for each
    /// build.
    @Test
    @Tag("exhaustive")
    void aRouteGoesOnAfterResumeOnceItsExternalIdIsMended() throws Exception {
        sandbox.credentials(role("wrong"));
        sandbox.startJobsender();
        sandbox.startWorker(Map.of("PausedSeconds", "3600", "ProbeSeconds", "180"));
        for (String key : sandbox.s3.keys("photos")) {
            sandbox.sqs.queues().send(sandbox.url("events"), order(key));
        }
        SandboxSystem.until(
                () -> sandbox.sqs.queues().counts(sandbox.url("events")).visible() == 0);
        SandboxSystem.until(() -> !sandbox.said("route_paused").isEmpty());
        assertThat(sandbox.run("status").out())
                .contains("allow sts:AssumeRole on " + WRITER, "s3_migration_credentials");

        sandbox.credentials(role("of-the-writer"));
        assertThat(sandbox.run("resume", SandboxSystem.ROUTE).code()).isEqualTo(ExitCode.OK);
        SandboxSystem.until(() -> sandbox.s3.keys("backup").size() == 5);
    }

    private SandboxSystem.Ended run(String command, String externalId, String... more) {
        var arguments = new ArrayList<>(List.of(command, "s3://photos", "s3://backup"));
        arguments.addAll(List.of("--source-role", READER, "--source-external-id", "of-the-reader"));
        arguments.addAll(List.of("--dest-role", WRITER, "--dest-external-id", externalId));
        arguments.addAll(List.of(more));
        return sandbox.run(arguments.toArray(String[]::new));
    }

    private static String role(String externalId) {
        return """
        {"role_arn": "%s", "external_id": "%s", "region": "us-east-1"}\
        """
                .formatted(WRITER, externalId);
    }

    private static String order(String key) {
        return """
        {"Src_bucket": "photos", "Src_key": "%s", "Des_bucket": "backup", "Des_key": "%s"}\
        """
                .formatted(key, key);
    }

    /// The session names by which a role was taken on.
    private List<String> sessions(String role) {
        return sandbox.sts.calls().stream()
                .filter(call -> call.operation().equals("AssumeRole"))
                .filter(call -> call.parameters().get("RoleArn").equals(role))
                .map(call -> call.parameters().get("RoleSessionName"))
                .toList();
    }
}
