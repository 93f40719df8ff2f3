package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

class RunChecksTest {

    private static final String RUN = "2026-01-01T00:00:00Z";

    private final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final MemoryRunQueue queue = new MemoryRunQueue();
    private Optional<RunJobs> jobs = Optional.of(new RunJobs(0, 0));
    private long waiting;
    private int reports;

    @Test
    void aRunIsFinishedOnceAllOfItsJobsHaveEnded() {
        compared(Map.of(Finding.SENT, new Amount(3, 7), Finding.DELETE_SENT, new Amount(2, 7)));
        jobs = Optional.of(new RunJobs(4, 0));
        assertThat(check(0)).isEqualTo(new RunChecks.Found.JobsOut());
        assertThat(record().complete()).isEmpty();

        jobs = Optional.of(new RunJobs(5, 0));
        var complete = new CompleteUpTo(start, 0, Optional.empty());
        assertThat(check(1)).isEqualTo(new RunChecks.Found.Finished(complete));
        assertThat(record().complete()).hasValue(complete);
        assertThat(check(2)).isEqualTo(new RunChecks.Found.Over());
        assertThat(reports).isEqualTo(2);
    }

    @Test
    void saysWhatIsBehindAllTheSame() {
        var changed = start.minus(Duration.ofDays(3));
        compared(
                new Totals(
                        Map.of(
                                Finding.SENT, new Amount(3, 7),
                                Finding.ARCHIVED, new Amount(1, 7),
                                Finding.IMPOSSIBLE, new Amount(1, 7),
                                Finding.IN_FLIGHT, new Amount(1, 7),
                                Finding.WAITING, new Amount(1, 7),
                                Finding.IGNORED, new Amount(9, 7)),
                        Map.of(),
                        Optional.of(changed),
                        0));
        jobs = Optional.of(new RunJobs(3, 2));
        assertThat(check(0))
                .isEqualTo(
                        new RunChecks.Found.Finished(
                                new CompleteUpTo(start, 6, Optional.of(changed))));
    }

    /// Nine of ten small objects were handed over twice, and the huge one is still being copied.
    @Test
    void aRunThatWasRedoneInPartIsNeverFinishedByItsEvidence() {
        var sent = new Totals(Map.of(Finding.SENT, new Amount(10, 7)));
        compared(sent.redoneOnce());
        jobs = Optional.of(new RunJobs(18, 0));
        assertThat(check(0)).isEqualTo(new RunChecks.Found.JobsOut());
        assertThat(record().complete()).isEmpty();
    }

    @Test
    void noEvidenceIsReadWhileMessagesWait() {
        compared(Map.of(Finding.SENT, new Amount(3, 7)));
        waiting = 1;
        assertThat(check(0)).isEqualTo(new RunChecks.Found.JobsOut());
        assertThat(reports).isZero();
    }

    /// The queue delays by 15 minutes at most: what is due later is sent on without a look.
    @Test
    void looksTwiceAsLateEachTimeAndFourteenTimesAtMost() {
        compared(Map.of(Finding.SENT, new Amount(3, 7)));
        int message = 0;
        RunChecks.begin(queue, record());
        while (message < queue.checks().size()) {
            var later = queue.checks().get(message);
            assertThat(later.after()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(15));
            time.pass(later.after());
            checks().check(later.check(), Deadline.never(time));
            message++;
        }
        assertThat(reports).isEqualTo(14);
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(81_920));
        assertThat(message).isLessThan(120);
    }

    /// Others kept the jobsender busy: the time of the next two is over as well.
    @Test
    void aCheckThatComesLateSendsTheFirstThatIsStillAhead() {
        compared(Map.of(Finding.SENT, new Amount(3, 7)));
        time.pass(Duration.ofSeconds(45));
        checks().check(new RunRequest.Check("r", RUN, 0), Deadline.never(time));
        assertThat(queue.checks())
                .containsExactly(
                        new MemoryRunQueue.Later(
                                new RunRequest.Check("r", RUN, 3), Duration.ofSeconds(35)));
    }

    @Test
    void aCheckThatComesAfterTheTimeOfTheLastSendsNone() {
        compared(Map.of(Finding.SENT, new Amount(3, 7)));
        assertThat(check(3)).isEqualTo(new RunChecks.Found.JobsOut());
        assertThat(queue.checks()).isEmpty();
    }

    @Test
    void whoCannotTellLeavesItToTheNextRun() {
        compared(Map.of(Finding.SENT, new Amount(3, 7)));
        jobs = Optional.empty();
        assertThat(check(13)).isEqualTo(new RunChecks.Found.JobsOut());
        assertThat(queue.checks()).isEmpty();
    }

    @Test
    void aRunThatHandedNothingOverIsFinishedAtItsEnd() {
        var run = RunRecord.first("r", RUN, "a to b", false, false, start);
        var same = new Totals(Map.of(Finding.SAME, new Amount(3, 7)));
        var ended = RunCompletion.ended(run, same, start.plusSeconds(9));
        assertThat(ended.complete()).hasValue(new CompleteUpTo(start, 0, Optional.empty()));
        assertThat(ended.hasJobsOut()).isFalse();
    }

    private void compared(Map<Finding, Amount> found) {
        compared(new Totals(found));
    }

    private void compared(Totals found) {
        var run = RunRecord.first("r", RUN, "a to b", false, false, start);
        var ended = RunCompletion.ended(run, found, start);
        assertThat(ledger.write(List.of(new Change.OfRun(Optional.empty(), ended)))).isTrue();
    }

    private RunChecks.Found check(int number) {
        time.pass(Duration.ofDays(1));
        return checks().check(new RunRequest.Check("r", RUN, number), Deadline.never(time));
    }

    private RunChecks checks() {
        return new RunChecks(
                ledger,
                (_, _) -> {
                    reports++;
                    return jobs;
                },
                () -> waiting,
                queue,
                time);
    }

    private RunRecord record() {
        return ledger.find("r").orElseThrow();
    }
}
