package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// A route that is refused pauses as one, over all workers, and goes on by itself.
class CircuitTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PROBE = Duration.ofMinutes(3);
    private static final String PUT_DENIED =
            "put s3://backup/copies/a: User: arn:aws:iam::1:user/u is not authorized to perform: s3:PutObject"
                    + " on resource: \"arn:aws:s3:::backup/copies/a\" because no policy allows it"
                    + " (AccessDenied, HTTP 403, request r)";

    private final Bench bench = new Bench();
    private final JobFlow worker = bench.jobs;

    @Test
    void anObjectThatIsRefusedIsGivenUpWhereWhatPassedBeforePassesStill() throws Exception {
        copy(worker, "good");
        var denied = refused("denied", denied());

        assertThat(work(worker, denied))
                .isEqualTo(
                        new Disposition.Failed(Optional.of(denied), "AccessDenied", "get: denied"));
        assertThat(events()).isEmpty();
    }

    @Test
    void anObjectIsHeldBackUntilAnythingOfItsRoutePasses() throws Exception {
        var denied = refused("denied", denied());

        assertThat(work(worker, denied))
                .isEqualTo(new Disposition.Later(denied, Duration.ofSeconds(5), "get: denied"));

        copy(worker, "good");
        bench.time.pass(Duration.ofSeconds(5));
        assertThat(work(worker, denied)).isInstanceOf(Disposition.Failed.class);
    }

    @Test
    void whereWhatPassedBeforeIsRefusedTooTheRouteIsPausedByTheFirst() throws Exception {
        copy(worker, "good");
        bench.destination
                .faults()
                .place(Verb.CREATE, new Fault.Refuses(refusal("AccessDenied", PUT_DENIED)));
        var first = refused("first", denied());

        assertThat(work(worker, first))
                .isEqualTo(new Disposition.Paused(first, PROBE, "AccessDenied", PUT_DENIED));
        assertThat(events())
                .containsExactly(
                        "{\"level\":\"ERROR\",\"event\":\"route_paused\",\"cause\":\"AccessDenied\","
                                + "\"credentials\":\"source: parameter p; destination: own role\","
                                + "\"missing\":\"s3:PutObject on arn:aws:s3:::backup/copies/a\","
                                + "\"reason\":\"%s\",\"route\":\"%s\"}"
                                        .formatted(
                                                PUT_DENIED.replace("\"", "\\\""),
                                                Bench.ROUTE.name()));
    }

    @Test
    void aPauseIsToldOnceOverAllWorkers() throws Exception {
        work(worker, refused("first", noSuchBucket()));
        work(worker, refused("second", noSuchBucket()));
        work(bench.ofAnotherWorker(), refused("third", noSuchBucket()));

        assertThat(bench.told)
                .containsExactly(
                        new OutcomeEvent.RoutePaused(
                                Bench.ROUTE.name(),
                                "NoSuchBucket",
                                String.valueOf(noSuchBucket().getMessage()),
                                bench.time.instant()));
    }

    @Test
    void aPauseThatCouldNotBeToldIsToldByWhoeverMeetsItNext() throws Exception {
        bench.busDown = Optional.of(new OutcomeEventsException("down"));
        work(worker, refused("first", noSuchBucket()));
        assertThat(bench.log())
                .last()
                .asString()
                .contains("\"event\":\"pause_not_told\"", "\"reason\":\"down\"");
        bench.busDown = Optional.empty();

        work(worker, refused("second", noSuchBucket()));
        assertThat(bench.told).as("within a minute of a failure").isEmpty();
        work(bench.ofAnotherWorker(), refused("third", noSuchBucket()));
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void twentyInARowPauseARouteOfWhichNothingEverPassed() throws Exception {
        for (int i = 1; i < RouteRecord.REFUSALS_THAT_PAUSE; i++) {
            assertThat(work(worker, refused("denied-" + i, denied())))
                    .isInstanceOf(Disposition.Later.class);
        }
        assertThat(work(worker, refused("denied-20", denied())))
                .isInstanceOf(Disposition.Paused.class);
        assertThat(work(worker, refused("denied-21", denied())))
                .isInstanceOf(Disposition.Paused.class);
        assertThat(events()).hasSize(1);
    }

    @Test
    void twentyInARowPauseARouteAlthoughWhatPassedBeforePasses() throws Exception {
        copy(worker, "good");
        var ends =
                IntStream.range(0, 100)
                        .mapToObj(i -> refused("denied-" + i, denied()))
                        .map(job -> workUnchecked(worker, job).getClass())
                        .toList();

        assertThat(ends.subList(0, 19)).allMatch(Disposition.Failed.class::equals);
        assertThat(ends.subList(19, 100)).allMatch(Disposition.Paused.class::equals);
        assertThat(events()).hasSize(1);
    }

    @Test
    void refusalsAreInARowOnlyWhileNothingPassesAndForOneCause() throws Exception {
        for (int i = 0; i < 60; i++) {
            if (i % 15 == 14) {
                copy(worker, "good-" + i);
            }
            work(worker, refused("denied-" + i, denied()));
        }
        for (int i = 0; i < 60; i++) {
            String cause = i % 2 == 0 ? "AccessDenied" : "InvalidObjectState";
            work(worker, refused("mixed-" + i, refusal(cause, "get: refused")));
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void ofAPausedRouteOneAtATimeIsLetThroughOverAllWorkersAndItIsSaidOnce() throws Exception {
        var other = bench.ofAnotherWorker();
        var first = refused("first", noSuchBucket());
        assertThat(after(worker, first)).isEqualTo(PROBE);
        assertThat(after(other, refused("second", noSuchBucket()))).isEqualTo(PROBE);
        assertThat(after(worker, bench.job("third", 10))).isEqualTo(PROBE);
        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();

        bench.time.pass(PROBE);
        assertThat(after(other, first)).isEqualTo(PROBE);
        assertThat(after(other, bench.job("third", 10))).isEqualTo(PROBE);
        assertThat(after(worker, bench.job("third", 10))).isEqualTo(PROBE);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aProbeThatPassesLetsAllOthersGoOn() throws Exception {
        var other = bench.ofAnotherWorker();
        var first = refused("first", noSuchBucket());
        work(worker, first);
        assertThat(after(other, bench.job("second", 10))).isEqualTo(PROBE);

        bench.refused.clear();
        bench.write("first", 10);
        bench.time.pass(PROBE);
        assertThat(work(worker, first)).isInstanceOf(Disposition.Settled.class);
        copy(worker, "third");
        bench.time.pass(Duration.ofSeconds(6));
        copy(other, "second");
        assertThat(events())
                .last()
                .asString()
                .contains("route_resumed", "\"cause\":\"NoSuchBucket\"");
        assertThat(events()).hasSize(2);
    }

    /// What is turned away stays away for minutes.
    @Test
    void aRouteThatAPersonLetsGoOnPassesASecondLater() throws Exception {
        work(worker, refused("first", noSuchBucket()));
        bench.time.pass(Duration.ofSeconds(1));
        var paused = bench.routeLedger.find(Bench.ROUTE.name());
        assertThat(bench.routeLedger.replace(paused, paused.letGo())).isTrue();
        bench.time.pass(Duration.ofMillis(1));

        copy(worker, "second");
    }

    @Test
    void whatWaitedWhileAnotherEndedThePauseIsBegunAtOnce() throws Exception {
        var first = refused("first", noSuchBucket());
        work(worker, first);
        var second = bench.job("second", 10);
        var waiting = work(worker, second);
        assertThat(worker.afterOthers(waiting)).isEqualTo(waiting);

        bench.refused.clear();
        bench.write("first", 10);
        bench.time.pass(PROBE);
        work(worker, first);
        assertThat(worker.afterOthers(waiting)).isEqualTo(new Disposition.NotBegun(second));
    }

    @Test
    void aProbeThatIsRefusedForAnotherReasonSaysThatReason() throws Exception {
        var first = refused("first", noSuchBucket());
        work(worker, first);
        bench.time.pass(PROBE);
        bench.refused.put(
                first, new StoreException.RouteRefused("InvalidAccessKeyId", "put: unknown key"));

        assertThat(after(worker, first)).isEqualTo(PROBE);
        assertThat(events()).hasSize(2).last().asString().contains("InvalidAccessKeyId");
    }

    @Test
    void aProbeThatIsRefusedItselfIsGivenUpWhereItsRoutePasses() throws Exception {
        copy(worker, "good");
        var first = refused("first", noSuchBucket());
        work(worker, first);
        bench.time.pass(PROBE);
        bench.refused.put(first, denied());

        assertThat(work(worker, first)).isInstanceOf(Disposition.Failed.class);
        copy(worker, "second");
        assertThat(events()).hasSize(2).last().asString().contains("route_resumed");
    }

    @Test
    void aProbeThatHasNothingToCopyEndsThePauseOnlyIfWhatPassedBeforePasses() throws Exception {
        work(worker, refused("first", noSuchBucket()));
        bench.time.pass(PROBE);
        work(worker, bench.job("gone", 10));
        assertThat(after(worker, bench.job("second", 10))).isEqualTo(PROBE);

        bench.time.pass(PROBE);
        bench.write("second", 10);
        work(worker, bench.job("second", 10));
        work(worker, refused("third", noSuchBucket()));
        bench.time.pass(PROBE);
        work(worker, bench.job("gone", 10));
        copy(worker, "fourth");
    }

    @Test
    void whatWasAtWorkBeforeThePauseSaysNothingAboutIt() throws Exception {
        var other = bench.ofAnotherWorker();
        bench.write("slow", 10);
        bench.destination
                .faults()
                .place(
                        Verb.PUT,
                        new Fault.RunBefore(() -> {
                            bench.time.pass(Duration.ofSeconds(10));
                            workUnchecked(other, refused("first", noSuchBucket()));
                            bench.time.pass(Duration.ofSeconds(10));
                        }));

        assertThat(work(worker, bench.job("slow", 10))).isInstanceOf(Disposition.Settled.class);
        assertThat(after(worker, bench.job("next", 10))).isEqualTo(PROBE);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aRouteThatAPersonPausedWaitsUntilAPersonLetsItGoOn() throws Exception {
        bench.routeLedger.stop(Bench.ROUTE.name(), Optional.of(bench.time.instant()));
        var job = bench.job("a", 10);

        assertThat(work(worker, job))
                .isEqualTo(
                        new Disposition.Paused(
                                job,
                                PROBE,
                                "Stopped",
                                "a person paused the route at 2026-01-01T00:00:00Z"));
        bench.time.pass(PROBE);
        assertThat(after(worker, job)).isEqualTo(PROBE);

        bench.routeLedger.stop(Bench.ROUTE.name(), Optional.empty());
        bench.time.pass(Duration.ofSeconds(6));
        copy(worker, "a");
    }

    @Test
    void whatWaitsComesBackOnceItsRouteHasBeenPausedForAsLongAgain() throws Exception {
        var first = refused("first", noSuchBucket());
        var waiting = bench.job("waiting", 10);
        work(worker, first);
        for (int probes = 1; probes <= 30; probes++) {
            bench.time.pass(PROBE);
            assertThat(after(worker, first)).isEqualTo(PROBE);
            var paused = PROBE.multipliedBy(probes);
            assertThat(after(worker, waiting))
                    .isEqualTo(paused.compareTo(HOUR) < 0 ? paused : HOUR);
        }
    }

    @Test
    void whatAPersonPausedComesBackAsSoonAsThat() throws Exception {
        bench.routeLedger.stop(Bench.ROUTE.name(), Optional.of(bench.time.instant()));
        bench.time.pass(Duration.ofMinutes(20));
        assertThat(after(worker, bench.job("a", 10))).isEqualTo(Duration.ofMinutes(20));
        bench.time.pass(HOUR);
        assertThat(after(worker, bench.job("a", 10))).isEqualTo(HOUR);
    }

    @Test
    void whatHasWaitedThreeDaysIsGivenUpWithTheLastReason() throws Exception {
        var old = bench.job("old", 10);
        bench.time.pass(Duration.ofDays(3).plusSeconds(1));
        work(worker, refused("first", noSuchBucket()));

        assertThat(work(worker, old))
                .isEqualTo(
                        new Disposition.Failed(
                                Optional.of(old), "NoSuchBucket", "put: no such bucket"));
    }

    @Test
    void copiesOfAHealthyRouteAskTheLedgerOnceInAWhileWhateverTheirNumber() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            copy(worker, "a-" + i);
        }
        assertThat(bench.routeLedger.requests()).isEqualTo(2);

        bench.time.pass(Duration.ofSeconds(6));
        copy(worker, "b");
        assertThat(bench.routeLedger.requests()).isEqualTo(3);
    }

    private void copy(JobFlow at, String key) throws InterruptedException {
        bench.write(key, 10);
        assertThat(work(at, bench.job(key, 10))).isInstanceOf(Disposition.Settled.class);
    }

    private Duration after(JobFlow at, Job job) throws InterruptedException {
        var found = work(at, job);
        assertThat(found).isInstanceOf(Disposition.Paused.class);
        return ((Disposition.Paused) found).after();
    }

    private Disposition work(JobFlow at, Job job) throws InterruptedException {
        return at.work(job, 1, Deadline.never(bench.time));
    }

    private Disposition workUnchecked(JobFlow at, Job job) {
        try {
            return work(at, job);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Job refused(String key, StoreException why) {
        var job = bench.job(key, 10);
        bench.refused.put(job, why);
        return job;
    }

    private List<String> events() {
        return bench.log().stream().filter(line -> line.contains("\"event\":\"route_")).toList();
    }

    private static StoreException denied() {
        return refusal("AccessDenied", "get: denied");
    }

    private static StoreException refusal(String cause, String text) {
        return new StoreException.ObjectRefused(cause, text);
    }

    private static StoreException noSuchBucket() {
        return new StoreException.RouteRefused("NoSuchBucket", "put: no such bucket");
    }
}
