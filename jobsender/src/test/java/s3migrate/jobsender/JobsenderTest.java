package s3migrate.jobsender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueueException;
import s3migrate.job.MemoryJobQueue;
import s3migrate.job.Message;
import s3migrate.job.ReceivedMessage;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.price.Prices;
import s3migrate.price.Spending;
import s3migrate.route.BucketPrefix;
import s3migrate.route.QueueAddress;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.Routes;
import s3migrate.route.SettingsException;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.RunChecks;
import s3migrate.run.RunJobs;
import s3migrate.run.RunQueue;
import s3migrate.run.RunReports;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStarts;
import s3migrate.run.RunStretch;
import s3migrate.run.Totals;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

class JobsenderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GO =
            "{\"v\": 1, \"type\": \"run\", \"route\": \"a\", \"run\": \"2026-01-01T00:00:00Z\"}";

    private final ManualTime time = new ManualTime();
    private final MemoryJobQueue queue = new MemoryJobQueue();
    private final List<RunRequest.Go> started = new ArrayList<>();
    private final RunQueue runQueue =
            new RunQueue() {
                @Override
                public void send(RunRequest.Go next, Duration after) {
                    started.add(next);
                }

                @Override
                public void send(RunRequest.Check next, Duration after) {
                    throw new AssertionError("no check is needed");
                }
            };
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final List<OutcomeEvent> told = new ArrayList<>();
    private OutcomeEvents bus = told::addAll;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final ByteArrayOutputStream measured = new ByteArrayOutputStream();
    private RunReports reports = RunReports.NONE;
    private RouteRuns runs =
            (_, _, _) -> {
                throw new AssertionError("not asked for");
            };

    @Test
    void aScheduledMessageStartsEveryRoute() throws Exception {
        assertThat(settle("{\"v\": 1, \"type\": \"run\"}")).isTrue();
        assertThat(started).extracting(RunRequest.Go::route).containsExactly("a", "b");
        assertThat(queue.sent())
                .extracting(MemoryJobQueue.Sent::message)
                .containsExactly(new Message.Sweep("a"), new Message.Sweep("b"));
        assertThat(log())
                .containsExactly(
                        JSON.readTree(
                                "{\"level\":\"INFO\",\"event\":\"run_started\",\"route\":\"a\",\"run\":\"2026-01-01T00:00:00Z\"}"),
                        JSON.readTree(
                                "{\"level\":\"INFO\",\"event\":\"run_started\",\"route\":\"b\",\"run\":\"2026-01-01T00:00:00Z\"}"));
    }

    @Test
    void aMessageWithARouteStartsThatOne() throws Exception {
        assertThat(settle("{\"v\": 1, \"type\": \"run\", \"route\": \"b\"}")).isTrue();
        assertThat(started).extracting(RunRequest.Go::route).containsExactly("b");
    }

    @Test
    void oneLineSaysWhatARunFound() throws Exception {
        var totals =
                new Totals(
                        Map.of(
                                Finding.SAME, new Amount(2, 20),
                                Finding.MISSING, new Amount(1, 7),
                                Finding.SENT, new Amount(1, 7)));
        runs = (go, _, _) -> new RunStretch.Ended(go.run(), totals);
        assertThat(settle(GO)).isTrue();
        assertThat(log())
                .containsExactly(
                        JSON.readTree(
                                """
                                {"level": "INFO", "event": "route_compared", "route": "a", "run": "2026-01-01T00:00:00Z",
                                 "outcome": "complete", "found": 3, "found_bytes": 27, "same": 2, "same_size": 0, "ignored": 0,
                                 "missing": 1, "changed": 0, "other_metadata": 0, "extra": 0, "extra_ignored": 0, "archived": 0, "impossible": 0, "kept": 0, "in_flight": 0,
                                 "waiting": 0, "sent": 1, "sent_bytes": 7, "delete_sent": 0, "cleared": 0}
                                """));
    }

    @Test
    void whatARunFoundIsMeasuredOnceItHasEnded() throws Exception {
        var totals =
                new Totals(
                        Map.of(
                                Finding.SAME, new Amount(4, 40),
                                Finding.MISSING, new Amount(3, 7),
                                Finding.CHANGED, new Amount(2, 7),
                                Finding.ARCHIVED, new Amount(1, 7),
                                Finding.EXTRA, new Amount(5, 7)));
        runs = (go, _, _) -> new RunStretch.OutOfTime(go.run(), totals);
        settle(GO);
        assertThat(measured().isMissingNode()).isTrue();
        runs = (go, _, _) -> new RunStretch.Ended(go.run(), totals);
        settle(GO);
        var found = measured();
        assertThat(found.path("Missing-objects").asLong()).isEqualTo(3);
        assertThat(found.path("Changed-objects").asLong()).isEqualTo(2);
        assertThat(found.path("Extra-objects").asLong()).isEqualTo(5);
        assertThat(found.path("Archived-objects").asLong()).isEqualTo(1);
    }

    /// The route that is furthest behind counts.
    @Test
    void lagIsTheTimeSinceTheLatestComparisonBegan() throws Exception {
        begin("a");
        time.pass(Duration.ofHours(2));
        begin("b");
        time.pass(Duration.ofHours(1));
        settle("{\"v\": 1, \"type\": \"run\"}");
        assertThat(measured().path("Lag-seconds").asLong()).isEqualTo(3 * 3600);
    }

    /// Each run of a plan that waits begins anew.
    @Test
    void aRouteThatWasNeverCompleteIsBehindSinceItsFirstComparison() throws Exception {
        begin("a");
        time.pass(Duration.ofHours(7));
        var begun = ledger.find("a").orElseThrow();
        var next = begun.next("2026-01-01T07:00:00Z", "a to b", true, 0, false, time.instant());
        ledger.write(List.of(new Change.OfRun(Optional.of(begun), next)));
        settle("{\"v\": 1, \"type\": \"run\"}");
        assertThat(measured().path("Lag-seconds").asLong()).isEqualTo(7 * 3600);
    }

    @Test
    void aRouteIsAsFarBehindAsItIsNotKnownToBeComplete() throws Exception {
        begin("a");
        var begun = ledger.find("a").orElseThrow();
        var complete =
                new CompleteUpTo(time.instant().minus(Duration.ofHours(5)), 0, Optional.empty());
        ledger.write(List.of(new Change.OfRun(Optional.of(begun), begun.completes(complete))));
        settle("{\"v\": 1, \"type\": \"run\"}");
        assertThat(measured().path("Lag-seconds").asLong()).isEqualTo(5 * 3600);
    }

    /// Compared every 12 hours by its pace: each hour has to tell how far behind it is.
    @Test
    void aRouteThatIsPutOffIsBehindByWhatItsPaceDoesNotExplain() throws Exception {
        begin("a");
        var begun = ledger.find("a").orElseThrow();
        var complete = new CompleteUpTo(begun.started(), 0, Optional.empty());
        var counts = new Totals(Map.of(Finding.SAME, new Amount(50_000_000, 7))).counts();
        time.pass(Duration.ofHours(30));
        var ended =
                begun.next("2026-01-02T06:00:00Z", "a to b", false, 0, false, time.instant())
                        .completes(complete)
                        .ended(counts, time.instant());
        ledger.write(List.of(new Change.OfRun(Optional.of(begun), ended)));
        for (int hour = 0; hour < 3; hour++) {
            measured.reset();
            settle("{\"v\": 1, \"type\": \"run\"}");
            assertThat(measured().path("Lag-seconds").asLong())
                    .isEqualTo(Duration.ofHours(18 + hour).toSeconds());
            time.pass(Duration.ofHours(1));
        }
    }

    @Test
    void aRunIsFinishedOnceItsJobsHaveEnded() throws Exception {
        begin("a");
        var begun = ledger.find("a").orElseThrow();
        var sent = new Totals(Map.of(Finding.SENT, new Amount(3, 7)));
        ledger.write(
                List.of(
                        new Change.OfRun(
                                Optional.of(begun), begun.ended(sent.counts(), time.instant()))));
        time.pass(Duration.ofSeconds(10));
        reports = (_, _) -> Optional.of(new RunJobs(3, 1));
        assertThat(
                        settle(
                                "{\"v\": 1, \"type\": \"run\", \"route\": \"a\", \"run\":"
                                        + " \"2026-01-01T00:00:00Z\", \"check\": 0}"))
                .isTrue();
        assertThat(log())
                .containsExactly(
                        JSON.readTree(
                                """
                                {"level": "INFO", "event": "run_finished", "route": "a", "run": "2026-01-01T00:00:00Z",
                                 "complete_up_to": "2026-01-01T00:00:00Z", "behind": 1, "behind_since": "2026-01-01T00:00:00Z"}
                                """));
        var finished = ledger.find("a").flatMap(RunRecord::finished).orElseThrow();
        assertThat(told)
                .containsExactly(
                        new OutcomeEvent.RunFinished(
                                "a",
                                "2026-01-01T00:00:00Z",
                                0,
                                0,
                                3,
                                finished,
                                Optional.empty(),
                                time.instant()));
    }

    @Test
    void aRunThatIsNotFinishedIsNotTold() throws Exception {
        begin("a");
        runs = (go, _, _) -> new RunStretch.Ended(go.run(), Totals.NONE);
        assertThat(settle(GO)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void noRunWaitsForABusThatRefusesWhatItIsTold() throws Exception {
        begin("a");
        var begun = ledger.find("a").orElseThrow();
        var complete = new CompleteUpTo(begun.started(), 0, Optional.empty());
        ledger.write(List.of(new Change.OfRun(Optional.of(begun), begun.completes(complete))));
        runs = (go, _, _) -> new RunStretch.Ended(go.run(), Totals.NONE);
        bus =
                _ -> {
                    throw new OutcomeEventsException("no such bus");
                };
        assertThat(settle(GO)).isTrue();
        assertThat(log().getLast())
                .isEqualTo(
                        JSON.readTree(
                                "{\"level\": \"ERROR\", \"event\": \"event_not_sent\", \"reason\":"
                                        + " \"no such bus\"}"));
    }

    /// Each further one would be paid for, hour after hour.
    @Test
    void whoHasNothingToDoMeasuresThatSomethingWasStartedAndNothingElse() throws Exception {
        settle("{\"v\": 1, \"type\": \"run\"}");
        assertThat(measured().at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
                .containsExactly("Lag-seconds");
        measured.reset();
        var all = new Totals(Map.of(Finding.SAME, new Amount(4, 40)));
        runs = (go, _, _) -> new RunStretch.Ended(go.run(), all);
        settle(GO);
        assertThat(measured().isMissingNode()).isTrue();
    }

    private void begin(String route) {
        var run =
                RunRecord.first(
                        route, "2026-01-01T00:00:00Z", "a to b", false, false, time.instant());
        ledger.write(List.of(new Change.OfRun(Optional.empty(), run)));
    }

    @Test
    void aRunThatAsksIsAnErrorWithItsQuestion() throws Exception {
        runs = (go, _, _) -> new RunStretch.Asks(go.run(), "why?", Totals.NONE, false);
        assertThat(settle(GO)).isTrue();
        assertThat(log().getFirst().path("level").asText()).isEqualTo("ERROR");
        assertThat(log().getFirst().path("outcome").asText()).isEqualTo("asks");
        assertThat(log().getFirst().path("question").asText()).isEqualTo("why?");
        assertThat(measured().isMissingNode()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aNewQuestionIsToldAndMeasured() throws Exception {
        runs = (go, _, _) -> new RunStretch.Asks(go.run(), "why?", Totals.NONE, true);
        assertThat(settle(GO)).isTrue();
        assertThat(told)
                .containsExactly(
                        new OutcomeEvent.RoutePaused("a", "QuestionWaits", "why?", time.instant()));
        assertThat(measured().path("Paused-objects").asLong()).isEqualTo(1);
    }

    @Test
    void aPlanThatWaitsIsAWarningWithItsPrice() throws Exception {
        var plan =
                new PlanRecord(
                        "a",
                        "",
                        "2026-01-01T00:00:00Z",
                        time.instant(),
                        7,
                        8,
                        20_587_500,
                        20_587_500,
                        false,
                        "{}",
                        Optional.empty());
        runs = (go, _, _) -> new RunStretch.Waits(go.run(), plan, Totals.NONE, false);
        assertThat(settle(GO)).isTrue();
        assertThat(told).isEmpty();
        assertThat(measured().isMissingNode()).isTrue();
        assertThat(log().getLast())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"level": "WARN", "event": "plan_waits", "route": "a", "run": "2026-01-01T00:00:00Z",
                                 "objects": 7, "bytes": 8, "usd": 20.5875,
                                 "reason": "this is not below start_below_usd and start_below_tb of the route: it waits for s3migrate start a"}
                                """));

        runs = (go, _, _) -> new RunStretch.Waits(go.run(), plan, Totals.NONE, true);
        assertThat(settle(GO)).isTrue();
        assertThat(told)
                .containsExactly(
                        new OutcomeEvent.RoutePaused(
                                "a",
                                "PlanWaits",
                                "to copy 7 objects of 8 bytes costs 20.59 USD, which is not below start_below_usd and start_below_tb of the route: it waits for s3migrate start a",
                                time.instant()));
        assertThat(measured().path("Paused-objects").asLong()).isEqualTo(1);
    }

    @Test
    void aPausedRouteIsAWarningAndItsMessageIsDoneWith() throws Exception {
        runs = (go, _, _) -> new RunStretch.Paused(go.run(), "denied");
        assertThat(settle(GO)).isTrue();
        assertThat(log())
                .containsExactly(
                        JSON.readTree(
                                "{\"level\":\"WARN\",\"event\":\"run_paused\",\"route\":\"a\",\"run\":\"2026-01-01T00:00:00Z\",\"reason\":\"denied\"}"));
    }

    @Test
    void aPersonsConfirmationGoesWithTheStart() throws Exception {
        settle("{\"v\": 1, \"type\": \"run\", \"route\": \"b\", \"confirm\": true}");
        assertThat(started).extracting(RunRequest.Go::confirmed).containsExactly(true);
    }

    @Test
    void aMessageOfARouteSomebodyIsAtIsSettledHoweverOftenItCame() throws Exception {
        runs = (_, _, _) -> new RunStretch.Busy(time.instant().plusSeconds(90));
        assertThat(settle(GO, 99)).isTrue();
        assertThat(queue.visibilities()).isEmpty();
    }

    @Test
    void aMessageOfARunThatIsOverIsSettled() throws Exception {
        runs = (_, _, _) -> new RunStretch.Over();
        assertThat(settle(GO)).isTrue();
    }

    static Stream<RuntimeException> whatPasses() {
        return Stream.of(
                new StoreException.Transient("SlowDown", "broke", null),
                new LedgerException("broke"),
                new JobQueueException("NoAnswer", "broke"));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void whatMayPassBringsTheMessageBackLater(RuntimeException failure) throws Exception {
        runs =
                (_, _, _) -> {
                    throw failure;
                };
        assertThat(settle(GO)).isFalse();
        assertThat(queue.dead()).isEmpty();
        assertThat(queue.visibilities())
                .singleElement()
                .satisfies(visibility ->
                        assertThat(visibility.fromNow())
                                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30)));
        assertLogged("run_failed", "broke");
    }

    static Stream<Map.Entry<RuntimeException, String>> whatNeedsAPerson() {
        return Stream.of(
                Map.entry(
                        new StoreException.RouteRefused("NoSuchBucket", "why", null),
                        "NoSuchBucket"),
                Map.entry(
                        new StoreException.ObjectRefused("AccessDenied", "why", null),
                        "AccessDenied"),
                Map.entry(new SettingsException("why", List.of("a", "b")), "Settings"));
    }

    @ParameterizedTest
    @MethodSource("whatNeedsAPerson")
    void whatNeedsAPersonGoesToTheDeadLettersWithItsReason(
            Map.Entry<RuntimeException, String> failure) throws Exception {
        runs =
                (_, _, _) -> {
                    throw failure.getKey();
                };
        String reason =
                failure.getKey() instanceof SettingsException ? "why: 2 faults; a; b" : "why";
        assertThat(settle(GO)).isTrue();
        assertThat(queue.dead())
                .containsExactly(
                        new MemoryJobQueue.Dead(
                                message(GO),
                                new DeadLetter(failure.getValue(), reason, time.instant())));
        assertLogged("run_refused", reason);
    }

    @Test
    void parametersOutOfReachBringTheMessageBackUntilSomebodyHasToSeeToThem() throws Exception {
        var throttled =
                SettingsException.passing("parameter p", "throttled", new IllegalStateException());
        runs =
                (_, _, _) -> {
                    throw throttled;
                };
        assertThat(settle(GO, 9)).isFalse();
        assertThat(queue.dead()).isEmpty();
        assertThat(queue.visibilities()).hasSize(1);
        assertLogged("run_failed", "parameter p: throttled");

        assertThat(settle(GO, 10)).isTrue();
        assertThat(queue.dead())
                .extracting(MemoryJobQueue.Dead::reason)
                .containsExactly(
                        new DeadLetter("Settings", "parameter p: throttled", time.instant()));
    }

    @Test
    void whatNobodyCanReadGoesToTheDeadLetters() throws Exception {
        assertThat(settle("hello")).isTrue();
        assertThat(queue.dead())
                .containsExactly(
                        new MemoryJobQueue.Dead(
                                message("hello"),
                                new DeadLetter(
                                        "malformed",
                                        "message \"hello\": accepted is a JSON object",
                                        time.instant())));
    }

    @Test
    void aRouteThatIsNotThereIsARefusal() throws Exception {
        assertThat(settle("{\"v\": 1, \"type\": \"run\", \"route\": \"c\"}")).isTrue();
        assertThat(queue.dead())
                .extracting(dead -> dead.reason().reason())
                .containsExactly("run: no route is named c");
    }

    @Test
    void aMessageThatCouldNotBeGivenUpComesBack() throws Exception {
        queue.failFromNowOn();
        assertThat(settle("hello")).isFalse();
        assertThat(log()).hasSize(3);
    }

    private boolean settle(String body) throws InterruptedException {
        return settle(body, 1);
    }

    private boolean settle(String body, int receives) throws InterruptedException {
        var log = new EventLog(new PrintStream(lines, true, StandardCharsets.UTF_8));
        var starts = new RunStarts(ledger, new MemoryRouteLedger(), () -> 0, runQueue, time);
        var routes = new Routes(List.of(route("a"), route("b")), Optional.empty());
        var pace = new ListingPace(ListingPace.latestOf(ledger), Prices.read(), log, time);
        var spending = new Spending(Prices.read());
        var measures = new RunMeasures(new Measurements(metrics(), time), spending, ledger, time);
        var jobsender =
                new Jobsender(
                        () -> routes,
                        pace,
                        starts,
                        runs,
                        new RunChecks(ledger, reports, () -> 0, runQueue, time),
                        queue,
                        new RunTelling(
                                log,
                                measures,
                                new RunNews(ledger, bus, Optional.empty(), log, time)),
                        log,
                        time,
                        new Random(1));
        boolean settled =
                jobsender.settle(
                        new Incoming(message(body), receives, "jobsender/1"), Deadline.never(time));
        measures.flush();
        return settled;
    }

    private PrintStream metrics() {
        return new PrintStream(measured, true, StandardCharsets.UTF_8);
    }

    private JsonNode measured() throws JsonProcessingException {
        return JSON.readTree(measured.toString(StandardCharsets.UTF_8));
    }

    private static ReceivedMessage message(String body) {
        var runs = new QueueAddress("https://sqs/1/runs", "https://sqs/1/runs-dead");
        return new ReceivedMessage(runs, "m-1", "receipt", body);
    }

    private static Route route(String name) {
        return new Route(
                name,
                new BucketPrefix("src-" + name, ""),
                new BucketPrefix("dst-" + name, ""),
                RouteOptions.DEFAULT);
    }

    private void assertLogged(String event, String reason) throws JsonProcessingException {
        var line = JSON.createObjectNode().put("level", "ERROR").put("event", event);
        line.put("message", GO).put("reason", reason);
        assertThat(log()).containsExactly(line);
    }

    private List<JsonNode> log() throws JsonProcessingException {
        var read = new ArrayList<JsonNode>();
        for (var line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            read.add(JSON.readTree(line));
        }
        return read;
    }
}
