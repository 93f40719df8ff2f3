package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// A route that deletes at its destination what its source has not any more, and what others do
/// between its steps. The counterexamples are those of the model check of the order protocol.
class TransferDeleteTest {

    private static final byte[] A = content(50, 1);
    private static final byte[] B = content(50, 2);
    private static final byte[] LARGE_A = content(350, 1);

    private final TwoSides sides = new TwoSides();

    @BeforeEach
    void routeDeletes() {
        sides.delete(100);
    }

    @Test
    void theCopyOfAnObjectThatIsGoneIsDeleted() throws Exception {
        var there = sides.destinationStore.write(DESTINATION, A);

        assertThat(sides.run()).isEqualTo(new TransferOutcome.Deleted(there));

        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void anExtraOfAComparisonIsNotCountedWithEventsAndReadFirst() throws Exception {
        sides.delete(1);
        var extra = Job.ofExtra("route", SOURCE, DESTINATION, JobHistory.startingAt(Instant.EPOCH));
        for (int i = 0; i < 3; i++) {
            sides.destinationStore.write(DESTINATION, A);
            assertThat(sides.transfer().run(extra, Deadline.never(sides.time)))
                    .isInstanceOf(TransferOutcome.Deleted.class);
        }
        assertThat(sides.deleteLedger.find("route")).isEmpty();
        assertThat(sides.heard).isEmpty();
    }

    @Test
    void anExtraWhoseSourceIsThereIsCopied() throws Exception {
        sides.write(A);
        var extra = Job.ofExtra("route", SOURCE, DESTINATION, JobHistory.startingAt(Instant.EPOCH));
        sides.destinationStore.write(DESTINATION, B);

        assertThat(sides.transfer().run(extra, Deadline.never(sides.time)))
                .isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.copy()).hasValue(A);
    }

    @Test
    void aRouteThatDoesNotDeleteKeepsIt() throws Exception {
        sides.deletes = Deletes.NONE;
        sides.destinationStore.write(DESTINATION, A);

        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());

        assertThat(sides.copy()).hasValue(A);
    }

    @Test
    void whereNothingIsNothingIsDeleted() throws Exception {
        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());

        assertThat(sides.destination.faults().calls(Verb.DELETE)).isZero();
        assertThat(sides.deleteLedger.find("route")).isEmpty();
    }

    /// Another worker's copy, made between the look at the source and the next step.
    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"FIND", "DELETE"})
    void c2ANewObjectIsNotDeletedForTheRemovalOfAFormerOne(Verb step) throws Exception {
        sides.destinationStore.write(DESTINATION, A);
        sides.destination
                .faults()
                .place(
                        step,
                        run(() -> {
                            sides.write(B);
                            assertThat(outcome()).isInstanceOf(TransferOutcome.Copied.class);
                        }));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);

        assertThat(sides.copy()).hasValue(B);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void c3AnObjectDeletedWhileItsFirstCopyIsWrittenDoesNotComeBack(int size) throws Exception {
        sides.write(content(size, 1));
        sides.destination
                .faults()
                .place(
                        size > 100 ? Verb.COMPLETE : Verb.PUT,
                        run(() -> {
                            sides.sourceStore.delete(SOURCE);
                            assertThat(outcome()).isEqualTo(new TransferOutcome.SourceGone());
                        }));

        sides.run();

        assertThat(sides.copy()).isEmpty();
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void c3ACopyHintThatFindsNothingDeletesLikeARemoval() throws Exception {
        sides.write(A);
        sides.run();
        sides.sourceStore.delete(SOURCE);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Deleted.class);

        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void c4AnObjectThatComesBackWhileItsCopyIsDeletedIsCopiedAgain() throws Exception {
        sides.destinationStore.write(DESTINATION, A);
        sides.destination
                .faults()
                .place(
                        Verb.DELETE,
                        run(() -> {
                            sides.write(A);
                            assertThat(outcome())
                                    .isInstanceOf(TransferOutcome.AlreadyPresent.class);
                        }));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(A);
    }

    @Test
    void anUploadOfTheVersionThatIsGoneIsEndedBeforeItsKeyIsDeleted() throws Exception {
        sides.destinationStore.write(DESTINATION, A);
        sides.write(LARGE_A);
        sides.destination.faults().place(Verb.COMPLETE, new Fault.Refuses(killed()));
        assertThatThrownBy(sides::run).hasMessage("killed");
        sides.sourceStore.delete(SOURCE);
        sides.destination
                .faults()
                .place(Verb.DELETE, run(() -> assertThat(sides.openUploads()).isZero()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Deleted.class);

        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void aDeleteThatMayStillLandKeepsItsMessageAway() throws Exception {
        sides.destinationStore.write(DESTINATION, A);
        sides.destination.faults().place(Verb.DELETE, new Fault.LostReply());

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());
        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void moreDeletesThanTheRouteAllowsWaitForAPerson() throws Exception {
        sides.delete(1);
        sides.destinationStore.write(DESTINATION, A);
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Deleted.class);
        var since = sides.time.instant();
        sides.destinationStore.write(DESTINATION, A);

        assertThat(sides.run()).isEqualTo(new TransferOutcome.DeletesPaused(since, 1));
        sides.time.pass(Duration.ofDays(1));
        assertThat(sides.run()).isEqualTo(new TransferOutcome.DeletesPaused(since, 1));
        assertThat(sides.copy()).hasValue(A);

        sides.delete(2);
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Deleted.class);
    }

    @Test
    void whatIsPausedStillCopiesWhatIsThere() throws Exception {
        sides.delete(1);
        for (int i = 0; i < 3; i++) {
            sides.destinationStore.write(DESTINATION, A);
            sides.run();
        }
        sides.write(B);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
    }

    @Test
    void aNewObjectOnARouteThatDeletesCostsOneLookAtItsSource() throws Exception {
        sides.write(A);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.source.faults().calls(Verb.FIND)).isEqualTo(1);
        assertThat(sides.destination.faults().calls(Verb.FIND)).isZero();
    }

    private TransferOutcome outcome() {
        try {
            return sides.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Fault run(Runnable action) {
        return new Fault.RunBefore(action);
    }

    private static StoreException killed() {
        return new StoreException.ObjectRefused("Test", "killed");
    }
}
