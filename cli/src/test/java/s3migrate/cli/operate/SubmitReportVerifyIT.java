package s3migrate.cli.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.cli.ExitCode;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.LookRecord.Remark;
import s3migrate.ledger.PlanRecord;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// A person orders copies, reads what proves them, and has both sides compared.
class SubmitReportVerifyIT {

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory.resolve("s3"));
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void copiesOfAListAreWaitedForAndThoseThatFailAreNamed() throws Exception {
        put("photos", "a b.jpg", "one");
        put("photos", "secret.jpg", "two");
        sandbox.s3.deny("s3:GetObject", "photos/secret.jpg");
        put("photos", "passes.jpg", "three");
        sandbox.startFunctions();
        assertThat(
                        sandbox.run(
                                        "submit",
                                        "s3://photos/passes.jpg",
                                        "s3://backup/passes.jpg",
                                        "--wait",
                                        "--timeout",
                                        "60")
                                .code())
                .isEqualTo(ExitCode.OK);
        var list = directory.resolve("list.txt");
        Files.writeString(
                list,
                """
                s3://photos/a b.jpg s3://backup/from list.jpg

                {"Src_bucket": "photos", "Src_key": "secret.jpg", "Des_bucket": "backup", "Des_key": "secret.jpg", "id": "mine"}
                """);

        var ended =
                sandbox.run(
                        "submit",
                        "--list",
                        list.toString(),
                        "--id",
                        "n",
                        "--wait",
                        "--timeout",
                        "60",
                        "--json");

        assertThat(ended.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out().lines())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("{\"id\":\"n-1\",\"source\":\"s3://photos/a b.jpg\"")
                                && line.contains("\"there\":true"))
                .anyMatch(line ->
                        line.startsWith("{\"id\":\"mine\"") && line.contains("AccessDenied"));
        assertThat(sandbox.s3.keys("backup")).containsExactly("from list.jpg", "passes.jpg");
    }

    @Test
    void everyLineOfAListThatIsWrongIsNamedAndNothingIsSent() throws Exception {
        var list = directory.resolve("list.txt");
        Files.writeString(
                list, "s3://photos/a s3://backup/a\nphotos/b backup/b\n{\"Src_bucket\": 1}\n");

        var ended = sandbox.run("submit", "--list", list.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err())
                .contains(
                        "2 lines are wrong, nothing was sent",
                        "line 2: \"photos/b backup/b\"",
                        "line 3: \"{\"Src_bucket\": 1}\"");
        assertThat(sandbox.messages("events")).isZero();
    }

    @Test
    void aComparisonIsReportedAndOneKeyIsFoundInIt() throws Exception {
        put("photos", "a", "one");
        put("photos", "b", "four");
        sandbox.startFunctions();
        assertThat(sandbox.run("run", "--follow").code()).isEqualTo(ExitCode.OK);
        SandboxSystem.until(() -> sandbox.s3.keys("backup").size() == 2);
        SandboxSystem.until(() -> sandbox.run("report", ROUTE).code() == ExitCode.OK);

        assertThat(sandbox.run("report", ROUTE).out().lines())
                .contains(
                        "  copied                     2, 0.0 MiB",
                        "  copied streaming           2, 0.0 MiB")
                .anyMatch(line -> line.matches("  digest \\(SHA-256\\) +[0-9a-f]{64}"));
        assertThat(sandbox.run("report", ROUTE, "--key", "b", "--json").out())
                .contains("\"key\":\"b\"", "\"outcome\":\"copied\"");
        assertThat(sandbox.run("report", ROUTE, "--key", "c").code())
                .isEqualTo(ExitCode.SOME_FAILED);
        assertThat(sandbox.run("report", ROUTE, "--list").out().lines()).hasSize(1);
        assertThat(sandbox.run("report", ROUTE, "--run", "nope"))
                .isEqualTo(
                        new SandboxSystem.Ended(
                                ExitCode.COULD_NOT_START,
                                "",
                                "s3migrate: no comparison nope of route %s has left anything: --list says which have\n"
                                        .formatted(ROUTE)));
    }

    @Test
    void whatIsNotThereIsNoReport() throws Exception {
        put("reports", "runs/%s/2026-01-05.json".formatted(ROUTE), "{\"finished\": true}");
        put("reports", "runs/removed/2026-01-05.json", "{\"finished\": true}");

        assertThat(sandbox.run("report", ROUTE).code()).isEqualTo(ExitCode.OK);
        assertThat(sandbox.run("report", ROUTE, "--run", "events").code()).isEqualTo(ExitCode.OK);
        assertThat(sandbox.run("report", "removed").code())
                .as("a route that was removed has left it")
                .isEqualTo(ExitCode.OK);
        assertThat(sandbox.run("report", ROUTE, "--run", "2026-typo"))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(ExitCode.COULD_NOT_START))
                .satisfies(ended ->
                        assertThat(ended.err()).contains("no comparison 2026-typo of route"));
        for (var asked : List.of("--run=events", "--run=2026-01-05", "--key=a", "--list")) {
            var ended = sandbox.run("report", "no-such-route", asked);

            assertThat(ended.code()).as(asked).isEqualTo(ExitCode.COULD_NOT_START);
            assertThat(ended.err())
                    .contains("no route is named no-such-route: accepted are " + ROUTE);
        }
    }

    @Test
    void aComparisonWhoseCopiesAreOnTheirWayIsNotGoodYet() throws Exception {
        String report = "runs/%s/2026-01-05.json".formatted(ROUTE);
        put("reports", report, "{\"finished\": false}");

        var ended = sandbox.run("report", ROUTE);

        assertThat(ended.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out()).contains("run 2026-01-05, not finished when it was last looked at");
        assertThat(sandbox.run("report", ROUTE, "--json").out()).contains("\"finished\":false");
    }

    @Test
    void bothSidesAreComparedAndWhatDiffersIsALine() throws Exception {
        put("photos", "same", "one");
        put("backup", "same", "one");
        put("photos", "other", "one");
        put("backup", "other", "two");
        put("photos", "missing", "one");
        put("backup", "extra", "one");

        var quick = sandbox.run("verify", ROUTE);
        assertThat(quick.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(quick.out().lines())
                .contains(
                        "s3://photos/missing: missing at s3://backup/missing",
                        "s3://photos/other: different at s3://backup/other",
                        "  equal by ETag or checksum   1",
                        "  missing or different        2",
                        "  only at the destination     1",
                        "s3migrate failures --route %s says what failed; s3migrate run %s --follow copies the rest"
                                .formatted(ROUTE, ROUTE));
        var deep = sandbox.run("verify", ROUTE, "--deep", "--json");
        assertThat(deep.out())
                .contains(
                        "differs from s3://backup/other at byte 0",
                        "\"equal\":1",
                        "\"different\":2");

        put("backup", "other", "one");
        put("backup", "missing", "one");
        assertThat(sandbox.run("verify", ROUTE).code()).isEqualTo(ExitCode.OK);
        assertThat(sandbox.run("verify", ROUTE, "--deep").code()).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newer", "never", "always"})
    void whatARouteOverwritesChangesNothingOfWhatDiffers(String overwrite) throws Exception {
        sandbox.routeOptions("\"overwrite\": \"%s\"".formatted(overwrite));
        put("photos", "same", "one");
        put("backup", "same", "one");
        put("photos", "shorter", "one");
        put("backup", "shorter", "four");
        put("photos", "other", "one");
        put("backup", "other", "two");

        for (var options : List.of(List.<String>of(), List.of("--deep"))) {
            var arguments = new ArrayList<>(List.of("verify", ROUTE, "--json"));
            arguments.addAll(options);
            var ended = sandbox.run(arguments.toArray(String[]::new));

            assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(ended.out())
                    .contains("s3://photos/shorter", "s3://photos/other")
                    .contains("\"equal\":1", "\"different\":2");
        }
    }

    @Test
    void anObjectThatCannotBeReadEndsNoComparison() throws Exception {
        for (String key : List.of("breaks once", "broken", "denied", "gone", "same")) {
            put("photos", key, "some bytes");
            put("backup", key, "some bytes");
        }
        sandbox.s3.deny("s3:GetObject", "photos/denied");
        var cut = new Fault.CutResponseAfter(3);
        sandbox.s3
                .faults()
                .plan(
                        gets("breaks once")
                                .nth(1, cut)
                                .or(gets("broken").always(cut))
                                .or(
                                        gets("gone")
                                                .nth(
                                                        1,
                                                        new Fault.Before(() ->
                                                                sandbox.s3.delete(
                                                                        "photos", "gone")))));

        var ended = sandbox.run("verify", ROUTE, "--deep");

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out().lines())
                .anyMatch(line -> line.startsWith("s3://photos/broken: could not be read: "))
                .anyMatch(line -> line.startsWith("s3://photos/denied: could not be read: "))
                .contains("  equal, byte by byte         2", "  missing or different        2");
    }

    private static Calls gets(String key) {
        return Calls.of("GetObject").in("photos").about(key);
    }

    @Test
    void aPlanThatWaitsIsShownAndStarted() throws Exception {
        assertThat(sandbox.run("start", ROUTE).code()).isEqualTo(ExitCode.SOME_FAILED);
        try (var system = sandbox.open()) {
            var plan =
                    new PlanRecord(
                            ROUTE,
                            "of",
                            "2026-01-05T13:00:00Z",
                            Instant.parse("2026-01-05T13:00:00Z"),
                            1_000,
                            5L << 30,
                            42_000_000,
                            42_000_000,
                            false,
                            "{}",
                            Optional.empty());
            assertThat(system.planLedger().replace(Optional.empty(), plan)).isTrue();
        }
        assertThat(sandbox.run("status"))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(ExitCode.STOPPED))
                .satisfies(ended ->
                        assertThat(ended.out()).contains("to do      s3migrate start " + ROUTE));

        assertThat(sandbox.run("start", ROUTE).out())
                .isEqualTo(
                        """
                        Plan of 2026-01-05T13:00:00Z: 1,000 objects, 5.0 GiB, about 42.00 USD at list prices
                        Route %s is started: a comparison begins, and copies.
                        """
                                .formatted(ROUTE));

        assertThat(sandbox.sqs.queues().inspect(sandbox.url("runs")))
                .extracting(ReceivedMessage::body)
                .containsExactly("{\"v\":1,\"type\":\"run\",\"route\":\"%s\"}".formatted(ROUTE));
        assertThat(sandbox.run("start", ROUTE).out()).endsWith("was started before.\n");
    }

    @Test
    void aRouteThatIsHeldIsShownAndMayGoOn() throws Exception {
        try (var system = sandbox.open()) {
            var look =
                    LookRecord.first(
                            ROUTE,
                            Instant.parse("2026-01-05T13:00:00Z"),
                            "source as the function's role",
                            List.of(
                                    new Remark(
                                            "s3:PutObject is denied", "Access Denied", "allow it")),
                            List.of(new Remark("a rule deletes copies", "", "")));
            assertThat(system.lookLedger().replace(Optional.empty(), look)).isTrue();
        }
        var status = sandbox.run("status");
        assertThat(status.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(status.out())
                .contains("state      held before its first copy, as something is missing, ")
                .contains("asked      source as the function's role\n")
                .contains("fault      s3:PutObject is denied; Access Denied; allow it\n")
                .contains("warning    a rule deletes copies\n");
        assertThat(sandbox.run("status", "--json").out())
                .contains("\"state\":\"held\"")
                .contains("\"faults\":[\"s3:PutObject is denied; Access Denied; allow it\"]");

        assertThat(sandbox.run("resume", ROUTE).out())
                .isEqualTo(
                        "Route %s was not paused, but held before its first comparison: that starts now, and looks again.\n"
                                .formatted(ROUTE));
        assertThat(sandbox.run("start", ROUTE).out())
                .isEqualTo(
                        """
                        s3:PutObject is denied; Access Denied; allow it
                        Route %s goes on in spite of this: a comparison begins, which plans first.
                        """
                                .formatted(ROUTE));
        assertThat(sandbox.sqs.queues().inspect(sandbox.url("runs")))
                .extracting(ReceivedMessage::body)
                .hasSize(2)
                .containsOnly("{\"v\":1,\"type\":\"run\",\"route\":\"%s\"}".formatted(ROUTE));
        assertThat(sandbox.run("status").out()).contains("not compared yet");
    }

    private void put(String bucket, String key, String text) throws java.io.IOException {
        var _ = sandbox.s3.put(bucket, key, text.getBytes(UTF_8));
    }
}
