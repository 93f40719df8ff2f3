package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.JobQueueException;
import s3migrate.job.MemoryJobQueue.Dead;
import s3migrate.job.MemoryJobQueue.Sent;
import s3migrate.job.MemoryJobQueue.Visibility;
import s3migrate.job.Message;
import s3migrate.route.SettingsException;

/// What a message comes to, by what became of its objects.
class ConclusionTest {

    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final Bench bench = new Bench();
    private final Order order = new Order();
    private final Incoming incoming = bench.incoming("the body, byte for byte");
    private final Job job = bench.job("a.jpg", 50);
    private final Conclusion conclusion = bench.conclusion(order);

    @Test
    void whatFollowsIsSentBeforeTheMessageIsConsumed() {
        var large = new Message.SingleJob(bench.job("large.bin", 5_000));

        conclusion.of(
                incoming,
                List.of(bench.held(job), new Disposition.HandedOn(large), later("b")),
                true);

        assertThat(order.writes()).containsExactly("send", "send", "delete", "DONE copies/a.jpg");
    }

    @Test
    void aMessageWhoseFollowersCannotBeSentLivesOn() {
        var large = new Message.SingleJob(bench.job("large.bin", 5_000));
        order.failAt("send");

        assertThatThrownBy(() ->
                        conclusion.of(
                                incoming,
                                List.of(bench.copied(job), new Disposition.HandedOn(large)),
                                true))
                .isInstanceOf(JobQueueException.class);
        assertThat(order.writes()).containsExactly("send");
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void whatIsLeftOfABatchGoesOnAsSmallerBatchesEachAfterItsWait() {
        var dispositions = new ArrayList<Disposition>();
        dispositions.add(bench.copied(job));
        IntStream.range(0, 3)
                .mapToObj(i -> new Disposition.NotBegun(bench.job("not-begun-" + i, 10)))
                .forEach(dispositions::add);
        dispositions.add(later("tried"));
        dispositions.add(new Disposition.Later(bench.job("unsettled", 7), SETTLE, "may land"));

        assertThat(conclusion.of(incoming, dispositions, false)).isTrue();

        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(
                                new Batch(
                                        Optional.empty(),
                                        List.of(
                                                bench.job("not-begun-0", 10),
                                                bench.job("not-begun-1", 10),
                                                bench.job("not-begun-2", 10))),
                                Duration.ZERO),
                        new Sent(
                                new Batch(
                                        Optional.empty(),
                                        List.of(
                                                triedOnce(bench.job("tried", 7)),
                                                triedOnce(bench.job("unsettled", 7)))),
                                SETTLE));
    }

    @Test
    void aRefusedRouteDoesNotHoldUpTheOthersOfItsMessage() {
        var refused = kept("refused");

        assertThat(conclusion.of(incoming, List.of(bench.copied(job), refused), true)).isTrue();

        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(
                                new Batch(Optional.empty(), List.of(triedOnce(refused.job()))),
                                Duration.ofMinutes(15)));
        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"ERROR\",\"event\":\"route_refused\",\"cause\":\"NoSuchBucket\","
                                + "\"credentials\":\"source: parameter p; destination: own role\","
                                + "\"reason\":\"put: no such bucket\",\"route\":\"%s\"}"
                                        .formatted(Bench.ROUTE.name()));
    }

    @Test
    void anObjectOfUnknownSizeGoesOnAlone() {
        var unknown =
                new Job(
                        job.route(),
                        job.source(),
                        job.versionId(),
                        job.destination(),
                        OptionalLong.empty(),
                        job.id(),
                        job.history());

        conclusion.of(
                incoming, List.of(bench.copied(job), new Disposition.NotBegun(unknown)), true);

        assertThat(bench.queue.sent())
                .containsExactly(new Sent(new Message.SingleJob(unknown), Duration.ZERO));
    }

    @Test
    void aMessageAllOfWhichHasToWaitComesBackAsItIs() {
        assertThat(conclusion.of(incoming, List.of(later("a"), later("b")), true)).isFalse();
        assertThat(conclusion.of(incoming, List.of(kept("a"), kept("b")), true)).isFalse();
        assertThat(conclusion.of(incoming, List.of(notBegun("a"), notBegun("b")), true)).isFalse();

        assertThat(bench.queue.visibilities())
                .containsExactly(
                        new Visibility(incoming.message(), Duration.ofSeconds(5)),
                        new Visibility(incoming.message(), Duration.ofHours(1)),
                        new Visibility(incoming.message(), Duration.ZERO));
        assertThat(bench.queue.sent()).isEmpty();
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void whatHasNotBegunDoesNotWaitForWhatIsKept() {
        assertThat(conclusion.of(incoming, List.of(kept("a"), notBegun("b")), true)).isTrue();

        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ZERO, Duration.ofMinutes(15));
    }

    @Test
    void settingsThatCannotBeReadSendTheMessageBack() {
        assertThat(conclusion.unread(incoming, unreadable())).isFalse();

        assertThat(bench.queue.visibilities())
                .containsExactly(new Visibility(incoming.message(), Duration.ofSeconds(5)));
        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"ERROR\",\"event\":\"settings_refused\",\"message\":\"m1\","
                                + "\"reason\":\"parameter routes: not a list\"}");
    }

    @Test
    void aMessageNobodyHadSettingsForInThreeDaysIsADeadLetter() {
        bench.time.pass(Duration.ofDays(3).plusMillis(1));

        assertThat(conclusion.unread(incoming, unreadable())).isTrue();

        assertThat(bench.queue.dead())
                .containsExactly(
                        new Dead(
                                incoming.message(),
                                new DeadLetter(
                                        "Settings",
                                        "parameter routes: not a list",
                                        bench.time.instant())));
    }

    @Test
    void aMessageWithoutAnyWishIsSettled() {
        assertThat(conclusion.of(incoming, List.of(), true)).isTrue();
        assertThat(conclusion.of(incoming, List.of(new Disposition.Skipped()), true)).isTrue();

        assertThat(order.writes()).isEmpty();
    }

    private Disposition later(String key) {
        return new Disposition.Later(bench.job(key, 7), Duration.ofSeconds(5), "slow");
    }

    private Disposition.Kept kept(String key) {
        return new Disposition.Kept(
                bench.job(key, 7), Duration.ofHours(1), "NoSuchBucket", "put: no such bucket");
    }

    private Disposition notBegun(String key) {
        return new Disposition.NotBegun(bench.job(key, 7));
    }

    private static Job triedOnce(Job of) {
        return of.with(new JobHistory(of.history().firstSeen(), 1, 0, 0));
    }

    private static SettingsException unreadable() {
        return new SettingsException("parameter routes", List.of("not a list"));
    }
}
