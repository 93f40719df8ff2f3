package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.Proof;
import s3migrate.ledger.Way;
import s3migrate.object.StoredObject;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.transfer.Carried;
import s3migrate.transfer.TransferOutcome;

class JudgementTest {

    private final Bench bench = new Bench();
    private final Judgement judgement = bench.judgement;
    private final Job job = bench.job("a.jpg", 50);

    @Test
    void whatIsCopiedThereOrGoneIsSettled() {
        StoredObject object = bench.write("a.jpg", 50);
        var proof =
                new Proof(
                        Evidence.CHECKSUM,
                        Optional.of(Way.STREAMING),
                        object.etag(),
                        Optional.empty());
        var copied = TransferOutcome.Copied.whole(object, proof, Carried.AT_ONCE);
        var there = new TransferOutcome.AlreadyPresent(object, object, Evidence.ETAG);
        var gone = new TransferOutcome.SourceGone();

        assertThat(judgement.of(job, copied, 1)).isEqualTo(new Disposition.Settled(job, copied));
        assertThat(judgement.of(job, there, 1)).isEqualTo(new Disposition.Settled(job, there));
        assertThat(judgement.of(job, gone, 1)).isEqualTo(new Disposition.Settled(job, gone));
    }

    @Test
    void deletesThatAreTooManyWaitForAPerson() {
        var paused = new TransferOutcome.DeletesPaused(bench.time.instant(), 1_000);
        String reason =
                "delete s3://backup/copies/a.jpg: more than 1,000 deletes of route %s were asked for within 10 minutes of 2026-01-01T00:00:00Z; look at the source, then raise max_event_deletes to go on"
                        .formatted(job.route());

        assertThat(judgement.of(job, paused, 1))
                .isEqualTo(new Disposition.Kept(job, Bench.TIMES.probe(), "DeletesPaused", reason));
    }

    @Test
    void outOfTimeIsHandedOnWithTheGenerationThatWasReleased() {
        var idle = job.with(new JobHistory(bench.time.instant(), 4, 1, 1));

        assertThat(judgement.of(idle, new TransferOutcome.OutOfTime(7, 3, true, 0), 1))
                .isEqualTo(
                        inTurn(
                                new Message.Continuation(
                                        job.with(new JobHistory(bench.time.instant(), 4, 1, 0)),
                                        7)));
    }

    @Test
    void restartsAreCountedOverInvocations() {
        var before = job.with(new JobHistory(bench.time.instant(), 4, 1, 0));

        assertThat(judgement.of(before, new TransferOutcome.OutOfTime(7, 3, true, 2), 1))
                .isEqualTo(
                        inTurn(
                                new Message.Continuation(
                                        job.with(new JobHistory(bench.time.instant(), 4, 3, 0)),
                                        7)));
    }

    @Test
    void whatPassesIsAFailureAfterSoManyTries() {
        assertThat(judgement.of(tried(29), slowDown(), 1))
                .isEqualTo(
                        new Disposition.Failed(
                                Optional.of(tried(29)),
                                "SlowDown",
                                "put s3://backup/a: slow (SlowDown); tried 30 times"));
        assertThat(judgement.of(tried(28), slowDown(), 1)).isInstanceOf(Disposition.Tried.class);
    }

    /// A message is received again and again while its route is refused or another worker is at its
    /// object.
    @Test
    void receivesAreNoTries() {
        assertThat(judgement.of(job, slowDown(), 99)).isInstanceOf(Disposition.Tried.class);
    }

    @Test
    void invocationsWithoutOnePartMoreAreCountedAndCapped() {
        var late = new TransferOutcome.OutOfTime(7, 3, false, 0);
        var once = job.with(new JobHistory(bench.time.instant(), 0, 0, 1));
        var twice = job.with(new JobHistory(bench.time.instant(), 0, 0, 2));

        assertThat(judgement.of(once, late, 1))
                .isEqualTo(inTurn(new Message.Continuation(twice, 7)));
        assertThat(judgement.of(twice, late, 1))
                .isEqualTo(
                        new Disposition.Failed(
                                Optional.of(twice),
                                "NoProgress",
                                "copy s3://photos/a.jpg: 3 invocations in a row ended without one"
                                        + " part more, 3 parts are missing"));
    }

    @Test
    void aKeyAtWorkElsewhereIsLookedAtWhenThatLeaseEnds() {
        var until = bench.time.instant().plusMillis(90_001);

        assertThat(judgement.of(job, new TransferOutcome.Busy(until), 1))
                .isEqualTo(
                        new Disposition.Later(
                                job, Duration.ofSeconds(91), "another worker is at it"));
    }

    @Test
    void aLeaseThatHasJustEndedCostsOneSecond() {
        assertThat(judgement.of(job, new TransferOutcome.Busy(bench.time.instant()), 1))
                .isEqualTo(
                        new Disposition.Later(
                                job, Duration.ofSeconds(1), "another worker is at it"));
    }

    @Test
    void aKeyThatOthersWriteWithoutEndIsTriedAgainAndThenAFailure() {
        var overtaken = new TransferOutcome.Overtaken(20, "the destination changed");

        assertThat(judgement.of(job, overtaken, 1))
                .isEqualTo(
                        new Disposition.Tried(
                                tried(1),
                                Duration.ofMinutes(2),
                                "copy s3://photos/a.jpg: begun 20 times without an end: the destination changed"));
        assertThat(judgement.of(tried(99), overtaken, 1))
                .isInstanceOfSatisfying(
                        Disposition.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo("Overtaken"));
    }

    @Test
    void aWriteWithoutAnswerStaysAwayAsLongAsItMayStillLand() {
        var unclear = new TransferOutcome.Unsettled(slowDown());

        assertThat(judgement.of(job, unclear, 1))
                .isEqualTo(
                        new Disposition.Tried(
                                tried(1),
                                Duration.ofMinutes(2),
                                "put s3://backup/a: slow (SlowDown)"));
        assertThat(judgement.of(job, unclear, 9))
                .isEqualTo(
                        new Disposition.Tried(
                                tried(1),
                                Duration.ofMinutes(15).dividedBy(2),
                                "put s3://backup/a: slow (SlowDown)"));
    }

    @Test
    void whatCannotBeCopiedIsAFailureWithItsReason() {
        assertFailed(
                judgement.of(job, new TransferOutcome.KeepsChanging(20), 1),
                "SourceKeepsChanging",
                "copy s3://photos/a.jpg: the source changed 20 times while it was copied");
        assertFailed(
                judgement.of(job, new TransferOutcome.Mismatch("found CRC32C a, expected b"), 1),
                "Mismatch",
                "found CRC32C a, expected b");
        assertFailed(
                judgement.of(job, new TransferOutcome.MetadataHidden(2), 1),
                "MissingMetadata",
                "copy s3://photos/a.jpg: S3 does not show 2 entries of its user metadata"
                        + " (x-amz-missing-meta), which a copy would lose; write them anew at the"
                        + " source, in characters a header can hold");
        assertFailed(
                judgement.of(job, new TransferOutcome.TooLarge(60_000_000_000_000L), 1),
                "TooLarge",
                "copy s3://photos/a.jpg: found 60,000,000,000,000 bytes, S3 takes 10,000 parts of 5"
                        + " GiB");
        assertFailed(
                judgement.of(
                        job,
                        new StoreException.ObjectRefused(
                                "AccessDenied", "get s3://photos/a.jpg: denied"),
                        1),
                "AccessDenied",
                "get s3://photos/a.jpg: denied");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 5", "2, 0, 10", "3, 0, 20", "1, 2, 20", "25, 4, 450"})
    void whatPassesComesBackLaterAndLaterOverReceivesAndTries(
            int receives, int tries, int seconds) {
        assertThat(judgement.of(tried(tries), slowDown(), receives))
                .isEqualTo(
                        new Disposition.Tried(
                                tried(tries + 1),
                                Duration.ofSeconds(seconds),
                                "put s3://backup/a: slow (SlowDown)"));
        assertThat(judgement.of(tried(tries), new LedgerException("PutItem: throttled"), receives))
                .isEqualTo(
                        new Disposition.Later(
                                tried(tries), Duration.ofSeconds(seconds), "PutItem: throttled"));
    }

    @Test
    void aRefusedRouteKeepsItsJob() {
        assertThat(judgement.of(job, noSuchBucket(), 1))
                .isEqualTo(
                        new Disposition.Paused(
                                job,
                                Bench.TIMES.probe(),
                                "NoSuchBucket",
                                "put s3://backup/a: no such bucket"));
    }

    @ParameterizedTest
    @CsvSource({"1, PT5S", "3, PT20S", "4, PT3M"})
    void settingsOutOfReachForAMomentCostSecondsAndWrongOnesMinutes(int receives, Duration wait) {
        var wrong = new SettingsException("parameter p", "missing", new IllegalStateException());

        assertThat(judgement.of(job, wrong, receives))
                .isEqualTo(
                        receives > 3
                                ? new Disposition.Paused(
                                        job, wait, "Settings", "parameter p: missing")
                                : new Disposition.Kept(
                                        job, wait, "Settings", "parameter p: missing"));
        assertThat(judgement.unread(receives, bench.time.instant())).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT3M", "PT20M, PT20M", "PT5H, PT1H"})
    void aMessageThatIsReadByNobodyWaitsForAsLongAgain(Duration since, Duration wait) {
        var sent = bench.time.instant();
        bench.time.pass(since);

        assertThat(judgement.unread(4, sent)).isEqualTo(wait);
    }

    @Test
    void whatCannotBeWrittenDownIsADeadLetterBeforeItsQueueForgetsIt() {
        var sent = bench.time.instant();
        assertThat(judgement.unwritten(1, sent)).isEqualTo(Duration.ofSeconds(5));
        assertThat(judgement.unwritten(99, sent).multipliedBy(100))
                .isLessThan(Duration.ofHours(26));

        bench.time.pass(Duration.ofDays(3).plusMillis(1));
        assertThat(judgement.unwritten(99, sent).multipliedBy(100))
                .isLessThan(Duration.ofHours(12));
    }

    @Test
    void whateverStillFailsAfterThreeDaysIsGivenUpBeforeItsQueueDropsIt() {
        bench.time.pass(Duration.ofDays(3).plusMillis(1));

        assertFailed(
                judgement.of(job, slowDown(), 1), "SlowDown", "put s3://backup/a: slow (SlowDown)");
        assertFailed(
                judgement.of(job, new TransferOutcome.Unsettled(slowDown()), 1),
                "SlowDown",
                "put s3://backup/a: slow (SlowDown)");
        assertFailed(
                judgement.of(job, new LedgerException("GetItem: not understood"), 1),
                "Ledger",
                "GetItem: not understood");
        assertFailed(
                judgement.of(job, noSuchBucket(), 1),
                "NoSuchBucket",
                "put s3://backup/a: no such bucket");
        assertFailed(
                judgement.of(
                        job,
                        new SettingsException("parameter p", "missing", new RuntimeException()),
                        9),
                "Settings",
                "parameter p: missing");
    }

    @Test
    void aFaultOfOurOwnComesBackLikeABrokenConnection() {
        assertThat(judgement.of(job, new IllegalStateException("abort upload u: still there"), 1))
                .isEqualTo(
                        new Disposition.Tried(
                                tried(1), Duration.ofSeconds(5), "abort upload u: still there"));
    }

    @Test
    void anInterruptedCopyStaysAwayAsLongAsItsRequestMayLand() {
        assertThat(judgement.interrupted(job))
                .isEqualTo(
                        new Disposition.Tried(
                                idle(1), Duration.ofMinutes(2), "the time was up in mid-copy"));
    }

    @Test
    void aCopyThatIsInterruptedEveryTimeIsAFailure() {
        int most = Bench.CAPS.idle();
        assertThat(judgement.interrupted(idle(most - 1))).isInstanceOf(Disposition.Tried.class);
        assertThat(judgement.interrupted(idle(most)))
                .isEqualTo(
                        new Disposition.Failed(
                                Optional.of(idle(most)),
                                "NoProgress",
                                "copy %s: the time of %d invocations in a row was up before it was copied in one piece; with a smaller SmallMiB, and without etag_parity, it is copied in parts, which are kept"
                                        .formatted(job.source(), most + 1)));
    }

    private Job idle(int invocations) {
        return job.with(new JobHistory(bench.time.instant(), 0, 0, invocations));
    }

    private Job tried(int times) {
        return job.with(new JobHistory(bench.time.instant(), times, 0, 0));
    }

    private void assertFailed(Disposition found, String cause, String reason) {
        assertThat(found).isEqualTo(new Disposition.Failed(Optional.of(job), cause, reason));
    }

    private static StoreException.Transient slowDown() {
        return new StoreException.Transient("SlowDown", "put s3://backup/a: slow (SlowDown)");
    }

    private static StoreException.RouteRefused noSuchBucket() {
        return new StoreException.RouteRefused("NoSuchBucket", "put s3://backup/a: no such bucket");
    }

    /// A second later: the execution environment is free again then.
    private static Disposition inTurn(Message.Continuation next) {
        return new Disposition.HandedOn(List.of(next), Duration.ofSeconds(1));
    }
}
