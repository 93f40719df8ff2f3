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
import s3migrate.job.Messages;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.Proof;
import s3migrate.ledger.Way;
import s3migrate.object.StoredObject;
import s3migrate.route.SettingsException;
import s3migrate.transfer.Carried;
import s3migrate.transfer.LookAhead;
import s3migrate.transfer.TransferOutcome;

class ConclusionTest {

    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final Bench bench = new Bench();
    private final Order order = new Order();
    private final Incoming incoming = bench.incoming("the body, byte for byte");
    private final Job job = bench.job("a.jpg", 50);
    private final Conclusion conclusion = bench.conclusion(order);

    @Test
    void theProofOfASmallCopyIsWrittenDownBeforeItsMessageCanBeConsumed() {
        order.failAt("DONE copies/a.jpg");

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(copied(job))))
                .isInstanceOf(LedgerException.class);
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void aCopyUnderAClaimIsClosedAfterItsMessageIsConsumed() {
        assertThat(conclusion.of(incoming, List.of(held(job)))).isTrue();

        assertThat(order.writes()).containsExactly("delete", "DONE copies/a.jpg");
        assertThat(bench.queue.deleted()).containsExactly(incoming.message());
    }

    @Test
    void aCopyUnderAClaimWhoseMessageLivesOnIsNotClosed() {
        order.failAt("delete");

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(held(job))))
                .isInstanceOf(JobQueueException.class);
        assertThat(order.writes()).containsExactly("delete");
    }

    @Test
    void aJobThatARunFoundHasAFileTooAndStaysInTheLedger() {
        assertThat(conclusion.of(incoming, job.foundBy("run-1"), held(job))).isTrue();

        assertThat(order.writes()).containsExactly("evidence", "delete", "DONE copies/a.jpg");
    }

    @Test
    void aJobThatNoRunFoundHasNoFile() {
        assertThat(conclusion.of(incoming, job, copied(job))).isTrue();

        assertThat(order.writes()).containsExactly("DONE copies/a.jpg");
    }

    @Test
    void aClaimThatCannotBeClosedIsSettledAllTheSameAndDoesNotHideTheNext() {
        var next = bench.job("b.jpg", 50);
        order.failAt("DONE copies/a.jpg");

        assertThat(conclusion.of(incoming, List.of(held(job), held(next)))).isTrue();

        assertThat(bench.ledger.find(next.destination()).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.DONE);
        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"copy_not_closed\","
                                + "\"destination\":\"s3://backup/copies/a.jpg\",\"reason\":\"DONE copies/a.jpg: down\"}");
    }

    @Test
    void ofABatchTheProofsAreInItsFileAndOnlyCopiesUnderAClaimInTheLedger() {
        var large = bench.job("large.bin", 50);
        var batch = new Batch(List.of(job, large));

        var ended = List.of(copied(job), held(large));
        assertThat(conclusion.of(incoming, batch, ended, LookAhead.NOT_TAKEN)).isTrue();

        assertThat(order.writes()).containsExactly("evidence", "delete", "DONE copies/large.bin");
    }

    @Test
    void anObjectThatABatchBroughtThereIsNoFailureAnyMore() {
        bench.jobs.recordFailure(job, "get: denied");
        var other = bench.job("b.jpg", 50);
        var batch = new Batch(List.of(job, other));

        var ended = List.of(copied(job), copied(other));
        assertThat(conclusion.of(incoming, batch, ended, look(batch))).isTrue();

        assertThat(order.writes()).containsExactly("evidence", "DONE copies/a.jpg");
        assertThat(bench.ledger.find(job.destination()).orElseThrow().failure()).isEmpty();
    }

    @Test
    void whatWasNoFailureBeforeABatchIsNotLookedAtAgain() {
        var batch = new Batch(List.of(job));
        var ahead = look(batch);
        bench.jobs.recordFailure(job, "get: denied");

        assertThat(conclusion.of(incoming, batch, List.of(copied(job)), ahead)).isTrue();

        // It is ended by the next comparison, which finds the object equal.
        assertThat(bench.ledger.find(job.destination()).orElseThrow().failure()).isPresent();
    }

    @Test
    void ofABatchWithoutAPlaceForItsFileTheProofsAreInTheLedger() {
        bench.evidence = EvidenceFiles.NONE;
        var batch = new Batch(List.of(job));

        var ended = List.of(copied(job));
        assertThat(bench.conclusion(order).of(incoming, batch, ended, look(batch))).isTrue();

        assertThat(order.writes()).containsExactly("evidence", "DONE copies/a.jpg");
    }

    @Test
    void anObjectThatWasThereIsNoFailureAnyMore() {
        bench.jobs.recordFailure(job, "get: denied");
        var object = bench.write("a.jpg", 50);
        var there = new TransferOutcome.AlreadyPresent(object, object, Evidence.CHECKSUM);

        conclusion.of(incoming, List.of(new Disposition.Settled(job, there)));

        assertThat(bench.ledger.find(job.destination()).orElseThrow().failure()).isEmpty();
    }

    @Test
    void whatFollowsIsSentBeforeTheMessageIsConsumed() {
        var large = new Message.SingleJob(bench.job("large.bin", 5_000));

        conclusion.of(incoming, List.of(held(job), new Disposition.HandedOn(large), later("b")));

        assertThat(order.writes()).containsExactly("send", "send", "delete", "DONE copies/a.jpg");
    }

    @Test
    void aMessageWhoseFollowersCannotBeSentLivesOn() {
        var large = new Message.SingleJob(bench.job("large.bin", 5_000));
        order.failAt("send");

        assertThatThrownBy(() ->
                        conclusion.of(
                                incoming, List.of(copied(job), new Disposition.HandedOn(large))))
                .isInstanceOf(JobQueueException.class);
        assertThat(order.writes()).containsExactly("DONE copies/a.jpg", "send");
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void whatIsLeftOfABatchGoesOnAsSmallerBatchesEachAfterItsWait() {
        var dispositions = new ArrayList<Disposition>();
        dispositions.add(copied(job));
        IntStream.range(0, 3)
                .mapToObj(i -> new Disposition.NotBegun(bench.job("not-begun-" + i, 10)))
                .forEach(dispositions::add);
        dispositions.add(tried("tried"));
        dispositions.add(new Disposition.Later(bench.job("unsettled", 7), SETTLE, "may land"));

        var batch = new Batch(List.of(job));
        assertThat(conclusion.of(incoming, batch, dispositions, LookAhead.NOT_TAKEN)).isTrue();

        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(
                                new Batch(
                                        List.of(
                                                bench.job("not-begun-0", 10),
                                                bench.job("not-begun-1", 10),
                                                bench.job("not-begun-2", 10))),
                                Duration.ZERO),
                        new Sent(
                                new Batch(
                                        List.of(
                                                triedOnce(bench.job("tried", 7)),
                                                bench.job("unsettled", 7))),
                                SETTLE));
    }

    @Test
    void aFailedAttemptGoesOnInAMessageThatCountsIt() {
        assertThat(conclusion.of(incoming, List.of(tried("a.jpg")))).isTrue();

        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(
                                new Batch(List.of(triedOnce(bench.job("a.jpg", 7)))),
                                Duration.ofSeconds(5)));
        assertThat(bench.queue.visibilities()).isEmpty();
    }

    @Test
    void aRefusedRouteDoesNotHoldUpTheOthersOfItsMessage() {
        var refused = kept("refused");

        assertThat(conclusion.of(incoming, List.of(copied(job), refused))).isTrue();

        assertThat(bench.queue.sent())
                .containsExactly(new Sent(new Batch(List.of(refused.job())), Duration.ofHours(1)));
        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"ERROR\",\"event\":\"kept\",\"cause\":\"NoSuchBucket\","
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

        conclusion.of(incoming, List.of(copied(job), new Disposition.NotBegun(unknown)));

        assertThat(bench.queue.sent())
                .containsExactly(new Sent(new Message.SingleJob(unknown), Duration.ZERO));
    }

    @Test
    void aMessageAllOfWhichHasToWaitComesBackAsItIs() {
        assertThat(conclusion.of(incoming, List.of(later("a"), later("b")))).isFalse();
        assertThat(conclusion.of(incoming, List.of(kept("a"), kept("b")))).isFalse();
        assertThat(conclusion.of(incoming, List.of(notBegun("a"), notBegun("b")))).isFalse();

        assertThat(bench.queue.visibilities())
                .containsExactly(
                        new Visibility(incoming.message(), Duration.ofSeconds(5)),
                        new Visibility(incoming.message(), Duration.ofHours(1)),
                        new Visibility(incoming.message(), Duration.ZERO));
        assertThat(bench.queue.sent()).isEmpty();
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void aMessageOfAPausedRouteComesBackWhenTheFirstOfItMayTryTheRoute() {
        var probe = new Disposition.Paused(job, Duration.ofMinutes(3), "c", "r");
        var other = new Disposition.Paused(job, Duration.ofHours(1), "c", "r");

        assertThat(conclusion.of(incoming, List.of(other, probe, other))).isFalse();
        assertThat(conclusion.of(incoming, List.of(later("a"), other))).isFalse();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ofMinutes(3), Duration.ofSeconds(5));
        assertThat(bench.log()).noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void whatHasNotBegunDoesNotWaitForWhatIsKept() {
        assertThat(conclusion.of(incoming, List.of(kept("a"), notBegun("b")))).isTrue();

        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ZERO, Duration.ofHours(1));
    }

    @Test
    void aFailureIsInTheLedgerBeforeTheMessageIsADeadLetterWithItsBodyUntouched() {
        assertThat(conclusion.of(incoming, List.of(failed(job)))).isTrue();

        assertThat(order.writes()).containsExactly("FAILED copies/a.jpg", "dead letter");
        assertThat(bench.queue.dead())
                .containsExactly(
                        new Dead(
                                incoming.message(),
                                new DeadLetter(
                                        "AccessDenied", "get: denied", bench.time.instant())));
        assertThat(bench.ledger.find(job.destination()).orElseThrow().failure().orElseThrow())
                .extracting(failure -> failure.reason())
                .isEqualTo("get: denied");
    }

    @Test
    void aFailureThatCannotBeRecordedIsNotADeadLetterYet() {
        order.failAt("FAILED copies/a.jpg");

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(failed(job))))
                .isInstanceOf(LedgerException.class);
        assertThat(bench.queue.dead()).isEmpty();
    }

    @Test
    void ofSeveralOnlyTheFailedOneBecomesADeadLetterOfItsOwn() {
        assertThat(conclusion.of(incoming, List.of(copied(bench.job("b", 1)), failed(job))))
                .isTrue();

        assertThat(bench.queue.dead())
                .extracting(dead -> Messages.decode(dead.message().body()))
                .containsExactly(new Message.SingleJob(job));
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
        assertThat(conclusion.of(incoming, List.of())).isTrue();
        assertThat(conclusion.of(incoming, List.of(new Disposition.Skipped()))).isTrue();

        assertThat(order.writes()).isEmpty();
    }

    private Disposition copied(Job of) {
        return copied(of, bench.write(of.source().key(), 50), Optional.empty());
    }

    /// With an entry of ours in the ledger, as a copy in parts has it.
    private Disposition held(Job of) {
        var object = bench.write(of.source().key(), 50);
        var lease = new Lease("us", bench.time.instant().plus(SETTLE));
        var entry =
                LedgerEntry.intent(of.destination(), object.pinned(), lease, bench.time.instant());
        bench.ledger.replace(Optional.empty(), entry);
        return copied(of, object, Optional.of(entry));
    }

    private static Disposition copied(Job of, StoredObject object, Optional<LedgerEntry> held) {
        var proof =
                new Proof(
                        Evidence.CHECKSUM,
                        Optional.of(Way.STREAMING),
                        object.etag(),
                        Optional.empty());
        return new Disposition.Settled(
                of, new TransferOutcome.Copied(object, proof, Carried.AT_ONCE, 1, 0, 0, held));
    }

    private Disposition later(String key) {
        return new Disposition.Later(bench.job(key, 7), Duration.ofSeconds(5), "slow");
    }

    private Disposition tried(String key) {
        return new Disposition.Tried(triedOnce(bench.job(key, 7)), Duration.ofSeconds(5), "slow");
    }

    private Disposition.Kept kept(String key) {
        return new Disposition.Kept(
                bench.job(key, 7), Duration.ofHours(1), "NoSuchBucket", "put: no such bucket");
    }

    private Disposition notBegun(String key) {
        return new Disposition.NotBegun(bench.job(key, 7));
    }

    private static Disposition failed(Job of) {
        return new Disposition.Failed(Optional.of(of), "AccessDenied", "get: denied");
    }

    private static Job triedOnce(Job of) {
        return of.with(new JobHistory(of.history().firstSeen(), 1, 0, 0));
    }

    private static SettingsException unreadable() {
        return new SettingsException("parameter routes", List.of("not a list"));
    }

    private LookAhead look(Batch batch) {
        return bench.jobs.lookAhead(batch.jobs());
    }
}
