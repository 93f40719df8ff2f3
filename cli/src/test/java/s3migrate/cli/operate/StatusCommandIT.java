package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ChecksumAlgorithm;
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
                        "state      not compared yet",
                        "to do      s3migrate run " + ROUTE,
                        "No object stands as failed.");
    }

    @Test
    void aPausedRouteSaysWhatIsMissingAndWaitsForAPerson() {
        pause(
                "AccessDenied",
                "put s3://backup/a: Access Denied (AccessDenied, HTTP 403, request R)");

        var ended = sandbox.run("status", ROUTE);

        assertThat(ended.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.out())
                .contains(
                        "paused, as nothing of it can pass, ",
                        "to do      allow s3:PutObject on s3://backup; it goes on by itself within minutes then, or at once: s3migrate resume "
                                + ROUTE);
        assertThat(sandbox.run("status", "--json").out())
                .contains("\"state\":\"paused\",\"since\":\"2026-01-05T13:00:00Z\"");
    }

    @Test
    void refusedCredentialsAreThoseOfTheParameterOfTheirSide() {
        pause("InvalidAccessKeyId", "put s3://backup/a: The AWS Access Key Id you provided …");
        assertThat(sandbox.run("status").out())
                .contains("to do      put credentials that work into the parameter s3_migration_");

        pause("InvalidAccessKeyId", "get s3://photos/a: The AWS Access Key Id you provided …");
        assertThat(sandbox.run("status").out())
                .contains("to do      give the functions' role credentials that work; ");
    }

    @Test
    void aRouteThatHasCostAllItMaySaysHowToGoOn() {
        sandbox.routeOptions("\"spend_cap_usd\": 20");
        change(seen -> seen.spent(20_040_000).stoppedAt(MONDAY, "the route reached its cap"));

        var ended = sandbox.run("status", ROUTE);

        assertThat(ended.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.out())
                .contains(
                        "stopped as the route reached its cap, ",
                        "spent      20.04 of 20 USD, at list prices",
                        "to do      raise its spend_cap_usd in migration.json and deploy, or in the parameter s3_migration_bucket_para; 5 minutes later: s3migrate resume "
                                + ROUTE);
        assertThat(sandbox.run("status", "--json").out())
                .contains("\"state\":\"stopped\"", "\"spent_usd\":20.04,\"spend_cap_usd\":20}")
                .contains("\"to_do\":\"raise its spend_cap_usd");
        assertThat(sandbox.run("resume", ROUTE))
                .satisfies(told -> assertThat(told.code()).isEqualTo(ExitCode.STOPPED))
                .satisfies(told ->
                        assertThat(told.out())
                                .startsWith(
                                        "Route %s stays stopped: it has cost 20.04 of 20 USD, so it would stop again at once; raise its spend_cap_usd"
                                                .formatted(ROUTE)));

        sandbox.routeOptions("\"spend_cap_usd\": 30");

        assertThat(sandbox.run("resume", ROUTE).code()).isEqualTo(ExitCode.OK);
        assertThat(sandbox.run("status").code()).isEqualTo(ExitCode.OK);
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

    /// An upload's parts are asked for with the destination's credentials.
    @Test
    void noSecretIsTold() {
        try (var system = sandbox.open()) {
            var source =
                    new PinnedObject(
                            new ObjectLocation("photos", "a"), new ETag("e"), Optional.empty(), 1);
            var lease = new Lease("worker", MONDAY);
            var upload = new UploadRecord("no-such-upload", 100, ChecksumAlgorithm.CRC32C);
            var entry =
                    LedgerEntry.intent(new ObjectLocation("backup", "a"), source, lease, MONDAY)
                            .uploading(upload, MONDAY);
            assertThat(system.ledger().replace(Optional.empty(), entry)).isTrue();
        }

        for (var form : List.of(List.of("status"), List.of("status", "--json"))) {
            var ended = sandbox.run(form.toArray(String[]::new));
            assertThat(ended.out()).contains("photos/a");
            assertThat(ended.out() + ended.err()).doesNotContain("secret");
        }
        assertThat(sandbox.s3.log().counts("backup", "a")).containsEntry("ListParts", 2L);
    }

    private void pause(String cause, String reason) {
        change(seen -> seen.paused(new RouteRecord.Pause(cause, reason, MONDAY, MONDAY)));
    }

    private void change(UnaryOperator<RouteRecord> step) {
        try (var system = sandbox.open()) {
            var seen = system.routeLedger().find(ROUTE);
            assertThat(system.routeLedger().replace(seen, step.apply(seen))).isTrue();
        }
    }
}
