package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.RouteRecord;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

/// Where a system stands is told for people and for programs, and by the exit code. Against SSM,
/// DynamoDB and SQS of the sandbox.
class StatusCommandIT {

    private static final Instant MONDAY = Instant.parse("2026-01-05T13:00:00Z");

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory);
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void aSystemThatWasNeverUsedIsWell() {
        var ended = sandbox.run("status");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.out())
                .contains(
                        "Route %s: s3://photos/ to s3://backup/".formatted(ROUTE),
                        "not compared yet; s3migrate run starts it",
                        "No object stands as failed.");
    }

    @Test
    void aPausedRouteSaysWhatIsMissingAndWaitsForAPerson() {
        try (var system = sandbox.open()) {
            var pause =
                    new RouteRecord.Pause(
                            "AccessDenied",
                            "put s3://backup/a: Access Denied (AccessDenied, HTTP 403, request R)",
                            MONDAY,
                            MONDAY);
            var seen = system.routeLedger().find(ROUTE);
            assertThat(system.routeLedger().replace(seen, seen.paused(pause))).isTrue();
        }

        var ended = sandbox.run("status", ROUTE);

        assertThat(ended.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.out())
                .contains(
                        "paused, as nothing of it can pass, ",
                        "to do      allow s3:PutObject on s3://backup; it goes on by itself within an hour then, or at once: s3migrate resume "
                                + ROUTE);
        assertThat(sandbox.run("status", "--json").out())
                .contains("\"state\":\"paused\",\"since\":\"2026-01-05T13:00:00Z\"");
    }

    @Test
    void queuesAndFailuresAreCounted() throws Exception {
        sandbox.sqs.queues().send(sandbox.url("large"), "{}");
        sandbox.sqs.queues().send(sandbox.url("events-dead"), "{}");
        try (var system = sandbox.open()) {
            var source =
                    new PinnedObject(
                            new ObjectLocation("photos", "a"), new ETag("e"), Optional.empty(), 1);
            var entry = LedgerEntry.unheld(new ObjectLocation("backup", "a"), source, MONDAY);
            assertThat(
                            system.ledger()
                                    .replace(
                                            Optional.empty(),
                                            entry.failed("open s3://photos/a: odd", MONDAY)))
                    .isTrue();
        }

        var ended = sandbox.run("status", "--json");

        assertThat(ended.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out())
                .contains(
                        "{\"queue\":\"events\",\"waiting\":0,\"at_work\":0,\"dead_letters\":1}",
                        "{\"queue\":\"large\",\"waiting\":1,\"at_work\":0,\"dead_letters\":0}",
                        "\"failed\":1,\"failures\":[{\"cause\":\"open s3://photos/…: odd\",\"count\":1");
    }

    @Test
    void noSecretIsTold() {
        assertThat(sandbox.run("status", "--json").out()).doesNotContain("secret");
    }
}
