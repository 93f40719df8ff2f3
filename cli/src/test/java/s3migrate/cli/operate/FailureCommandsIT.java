package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.cli.operate.SandboxSystem.ROUTE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.sandbox.sqs.ReceivedMessage;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;

/// What failed is listed by its cause, sent again or dismissed, whether a dead letter is left of it
/// or not. Against SSM, DynamoDB and SQS of the sandbox.
class FailureCommandsIT {

    private static final Instant MONDAY = Instant.parse("2026-01-05T13:00:00Z");
    private static final String DENIED =
            "create upload of s3://backup/%s: User: arn:aws:iam::1:user/u is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:1:key/k because no identity-based policy allows it (AccessDenied, HTTP 403, request R%s)";

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
    void manyOfOneCauseAreOneEntryThatSaysWhatToDo() {
        for (int i = 0; i < 5; i++) {
            fail("2024/" + i, DENIED.formatted("2024/" + i, i), MONDAY.plus(Duration.ofHours(i)));
        }
        fail(
                "large",
                "copy s3://photos/large: found 60,000,000,000,000 bytes, S3 takes 10,000 parts of 5 GiB",
                MONDAY);

        var ended = sandbox.run("failures");

        assertThat(ended.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(ended.out().lines())
                .startsWith(
                        "5 objects: AccessDenied kms:GenerateDataKey on arn:aws:kms:eu-west-1:1:key/k",
                        "  route    " + ROUTE)
                .contains(
                        "  to do    allow kms:GenerateDataKey on arn:aws:kms:eu-west-1:1:key/k, then: s3migrate redrive --reason \"kms:GenerateDataKey\"",
                        "           … and 2 more",
                        "1 object: copy s3://photos/…: found n bytes, S3 takes n parts of n GiB")
                .anyMatch(line -> line.startsWith("  first    2026-01-05T13:00:00Z, "))
                .anyMatch(line -> line.startsWith("  last     2026-01-05T17:00:00Z, "));
        assertThat(sandbox.run("failures", "--reason", "KMS:", "--json").out().lines())
                .hasSize(5)
                .allMatch(line -> line.contains("\"source\":\"s3://photos/2024/"));
    }

    @Test
    void nothingFailedIsSaidAndIsSuccess() {
        assertThat(sandbox.run("failures"))
                .isEqualTo(new SandboxSystem.Ended(ExitCode.OK, "Nothing failed.\n", ""));
    }

    @Test
    void whatFailedIsSentAgainFromTheLedgerAndItsDeadLettersGo() throws Exception {
        fail("a", DENIED.formatted("a", 1), MONDAY);
        fail("b", "open s3://photos/b: gone (Odd, HTTP 400, request X)", MONDAY);
        deadLetter("batches-dead", Messages.encode(new Batch(List.of(job("a")))), "AccessDenied");
        deadLetter("events-dead", "not JSON", "malformed");

        var ended = sandbox.run("redrive", "--reason", "kms:");

        assertThat(ended.out())
                .isEqualTo(
                        "Sent 1 failed objects again; removed 1 dead letters of theirs; sent 0 other dead letters back to their queue.\n");
        assertThat(bodies("batches").map(Messages::decode))
                .singleElement()
                .satisfies(sent ->
                        assertThat(((Batch) sent).jobs())
                                .extracting(Job::source)
                                .containsExactly(new ObjectLocation("photos", "a")));
        assertThat(sandbox.messages("batches-dead")).isZero();
        assertThat(bodies("events-dead")).containsExactly("not JSON");
    }

    @Test
    void aReadableLetterTheLedgerDoesNotKnowGoesBackToItsQueue() throws Exception {
        String order = "{\"v\": 1, \"type\": \"run\", \"route\": \"%s\"}".formatted(ROUTE);
        deadLetter("runs-dead", order, "Settings");

        assertThat(sandbox.run("redrive", "--route", ROUTE, "--json").out())
                .contains("\"dead_letters_returned\":1");

        assertThat(bodies("runs")).containsExactly(order);
        assertThat(sandbox.messages("runs-dead")).isZero();
    }

    /// Workers give up what is older than 3 days or was tried often enough.
    @Test
    void aJobThatGoesBackBeginsAnew() throws Exception {
        var old = job("a").with(new JobHistory(MONDAY, 100, 3, 4));
        deadLetter("large-dead", Messages.encode(new Message.Continuation(old, 7)), "Fault");
        var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertThat(sandbox.run("redrive", "--json").out()).contains("\"dead_letters_returned\":1");

        assertThat(bodies("large").map(Messages::decode))
                .singleElement()
                .isInstanceOfSatisfying(
                        Message.Continuation.class,
                        sent -> {
                            var history = sent.job().history();
                            assertThat(history.firstSeen()).isAfterOrEqualTo(before);
                            assertThat(sent)
                                    .isEqualTo(
                                            new Message.Continuation(
                                                    old.with(
                                                            JobHistory.startingAt(
                                                                    history.firstSeen())),
                                                    7));
                        });
        assertThat(sandbox.messages("large-dead")).isZero();
    }

    @Test
    void whatSqsMovedByItselfBecomesAFailureOnce() throws Exception {
        String body = Messages.encode(new Message.SingleJob(job("crashes")));
        sandbox.sqs.queues().send(sandbox.url("large-dead"), body);

        assertThat(sandbox.run("failures").out())
                .startsWith("1 object: received again and again")
                .contains("s3://photos/crashes → s3://backup/crashes");

        var failedAt = entry("crashes").failure().orElseThrow().last();
        assertThat(sandbox.run("failures").out()).startsWith("1 object: received");
        assertThat(entry("crashes").failure().orElseThrow().last()).isEqualTo(failedAt);
        assertThat(letters("large-dead"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.body()).isEqualTo(body);
                    assertThat(letter.messageAttributes().get("cause"))
                            .extracting(MessageAttribute::value)
                            .isEqualTo("ReceivedTooOften");
                });
    }

    @Test
    void whatIsDismissedIsOffTheListWithItsLetters() throws Exception {
        fail("a", "open s3://photos/a: gone (Odd, HTTP 400, request X)", MONDAY);
        fail("b", "open s3://photos/b: gone (Odd, HTTP 400, request Y)", MONDAY);
        deadLetter("events-dead", "not JSON", "malformed");

        assertThat(sandbox.run("dismiss").code()).isEqualTo(ExitCode.USAGE);
        assertThat(sandbox.run("dismiss", "--source", "s3://photos/a").out())
                .isEqualTo("Dismissed 1 failed objects and removed 0 dead letters.\n");
        assertThat(entry("a").state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(entry("b").state()).isEqualTo(LedgerEntry.State.FAILED);
        assertThat(sandbox.run("dismiss", "--all").out())
                .isEqualTo("Dismissed 1 failed objects and removed 1 dead letters.\n");
        assertThat(sandbox.run("failures").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void lettersThatADismissalLeftBehindGoWithTheNext() throws Exception {
        fail("a", "open s3://photos/a: gone (Odd, HTTP 400, request X)", MONDAY);
        assertThat(sandbox.run("dismiss", "--all").code()).isEqualTo(ExitCode.OK);
        deadLetter("batches-dead", Messages.encode(new Batch(List.of(job("a")))), "Odd");
        fail("b", "open s3://photos/b: gone (Odd, HTTP 400, request Y)", MONDAY);
        deadLetter("batches-dead", Messages.encode(new Batch(List.of(job("b")))), "Odd");

        assertThat(sandbox.run("dismiss", "--source", "s3://photos/a").out())
                .isEqualTo("Dismissed 0 failed objects and removed 1 dead letters.\n");

        assertThat(sandbox.messages("batches-dead")).isEqualTo(1);
        assertThat(entry("b").state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    /// Or else nobody would have decided about the object.
    @Test
    void whatSqsMovedByItselfIsAFailureBeforeItIsDismissed() throws Exception {
        sandbox.sqs
                .queues()
                .send(
                        sandbox.url("large-dead"),
                        Messages.encode(new Message.SingleJob(job("crashes"))));

        assertThat(sandbox.run("dismiss", "--all").out())
                .isEqualTo("Dismissed 1 failed objects and removed 1 dead letters.\n");
    }

    @Test
    void aRouteThatIsNotThereAndASystemThatIsNotThereAreNamed() {
        assertThat(sandbox.run("failures", "--route", "nowhere"))
                .isEqualTo(
                        new SandboxSystem.Ended(
                                ExitCode.COULD_NOT_START,
                                "",
                                "s3migrate: no route is named nowhere: accepted are %s\n"
                                        .formatted(ROUTE)));
        assertThat(sandbox.run("failures", "--stack-parameter", "other"))
                .isEqualTo(
                        new SandboxSystem.Ended(
                                ExitCode.COULD_NOT_START,
                                "",
                                "s3migrate: no deployed system found: there is no parameter other in us-east-1. Deploy one with infra-cdk/deploy, or say where it is with --region, --profile or --stack-parameter\n"));
    }

    private void fail(String key, String reason, Instant when) {
        try (var system = sandbox.open()) {
            var source =
                    new PinnedObject(
                            new ObjectLocation("photos", key), new ETag("e"), Optional.empty(), 17);
            var entry = LedgerEntry.unheld(new ObjectLocation("backup", key), source, when);
            assertThat(system.ledger().replace(Optional.empty(), entry.failed(reason, when)))
                    .isTrue();
        }
    }

    private LedgerEntry entry(String key) {
        try (var system = sandbox.open()) {
            return system.ledger().find(new ObjectLocation("backup", key)).orElseThrow();
        }
    }

    private static Job job(String key) {
        return new Job(
                ROUTE,
                new ObjectLocation("photos", key),
                Optional.empty(),
                new ObjectLocation("backup", key),
                OptionalLong.of(17),
                Optional.empty(),
                JobHistory.startingAt(MONDAY));
    }

    private void deadLetter(String queue, String body, String cause) throws InterruptedException {
        sandbox.sqs
                .queues()
                .send(
                        sandbox.url(queue),
                        body,
                        Map.of(
                                "cause", new MessageAttribute("String", cause),
                                "reason", new MessageAttribute("String", "because of " + cause)));
    }

    private java.util.stream.Stream<String> bodies(String queue) throws InterruptedException {
        return letters(queue).stream().map(ReceivedMessage::body);
    }

    private List<ReceivedMessage> letters(String queue) throws InterruptedException {
        return sandbox.sqs.queues().inspect(sandbox.url(queue));
    }
}
