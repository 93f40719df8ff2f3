package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobQueueException;
import s3migrate.job.MemoryJobQueue.Dead;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.transfer.TransferOutcome;

/// In which order a message is consumed, given up and written down.
class ConsumptionTest {

    private final Bench bench = new Bench();
    private final Order order = new Order();
    private final Incoming incoming = bench.incoming("the body, byte for byte");
    private final Job job = bench.job("a.jpg", 50);
    private final Conclusion conclusion = bench.conclusion(order);

    @Test
    void theProofOfASmallCopyIsWrittenDownBeforeItsMessageCanBeConsumed() {
        order.failAt("DONE copies/a.jpg");

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(bench.copied(job)), true))
                .isInstanceOf(LedgerException.class);
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void aCopyUnderAClaimIsClosedAfterItsMessageIsConsumed() {
        assertThat(conclusion.of(incoming, List.of(bench.held(job)), true)).isTrue();

        assertThat(order.writes()).containsExactly("delete", "DONE copies/a.jpg");
        assertThat(bench.queue.deleted()).containsExactly(incoming.message());
    }

    @Test
    void aCopyUnderAClaimWhoseMessageLivesOnIsNotClosed() {
        order.failAt("delete");

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(bench.held(job)), true))
                .isInstanceOf(JobQueueException.class);
        assertThat(order.writes()).containsExactly("delete");
    }

    @Test
    void aClaimThatCannotBeClosedIsSettledAllTheSameAndDoesNotHideTheNext() {
        var next = bench.job("b.jpg", 50);
        order.failAt("DONE copies/a.jpg");

        assertThat(conclusion.of(incoming, List.of(bench.held(job), bench.held(next)), true))
                .isTrue();

        assertThat(bench.ledger.find(next.destination()).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.DONE);
        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"copy_not_closed\","
                                + "\"destination\":\"s3://backup/copies/a.jpg\",\"reason\":\"DONE copies/a.jpg: down\"}");
    }

    @Test
    void ofABatchOnlyCopiesUnderAClaimAreWrittenDown() {
        var large = bench.job("large.bin", 50);

        assertThat(conclusion.of(incoming, List.of(bench.copied(job), bench.held(large)), false))
                .isTrue();

        assertThat(order.writes()).containsExactly("delete", "DONE copies/large.bin");
    }

    @Test
    void anObjectThatWasThereIsNoFailureAnyMore() {
        bench.jobs.recordFailure(job, "get: denied");
        var object = bench.write("a.jpg", 50);
        var there = new TransferOutcome.AlreadyPresent(object, object, Evidence.CHECKSUM);

        conclusion.of(incoming, List.of(new Disposition.Settled(job, there)), true);

        assertThat(bench.ledger.find(job.destination()).orElseThrow().failure()).isEmpty();
    }

    @Test
    void aFailureIsInTheLedgerBeforeTheMessageIsADeadLetterWithItsBodyUntouched() {
        assertThat(conclusion.of(incoming, List.of(failed(job)), true)).isTrue();

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

        assertThatThrownBy(() -> conclusion.of(incoming, List.of(failed(job)), true))
                .isInstanceOf(LedgerException.class);
        assertThat(bench.queue.dead()).isEmpty();
    }

    @Test
    void ofSeveralOnlyTheFailedOneBecomesADeadLetterOfItsOwn() {
        assertThat(
                        conclusion.of(
                                incoming,
                                List.of(bench.copied(bench.job("b", 1)), failed(job)),
                                true))
                .isTrue();

        assertThat(bench.queue.dead())
                .extracting(dead -> Messages.decode(dead.message().body()))
                .containsExactly(new Message.SingleJob(job));
    }

    private static Disposition failed(Job of) {
        return new Disposition.Failed(Optional.of(of), "AccessDenied", "get: denied");
    }
}
