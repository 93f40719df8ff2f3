package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;

/// What happens to the source, and to other workers, between the steps of a transfer. The
/// counterexamples are those of the model check of the order protocol.
class TransferOrderTest {

    private static final byte[] A = content(50, 1);
    private static final byte[] B = content(50, 2);
    private static final byte[] LARGE_A = content(350, 1);
    private static final byte[] LARGE_B = content(350, 2);

    private final TwoSides sides = new TwoSides();

    @Test
    void c1ContentThatComesBackIsNotOverwrittenByTheVersionBetween() throws Exception {
        sides.destinationStore.write(DESTINATION, A);
        sides.write(B);
        // A refused first PUT makes the next one conditional on A's ETag; before it, A comes back
        // and is found equal.
        sides.destination
                .faults()
                .place(
                        Verb.PUT,
                        2,
                        run(() -> {
                            sides.write(A);
                            assertThat(outcome())
                                    .isInstanceOf(TransferOutcome.AlreadyPresent.class);
                        }));

        sides.run();

        assertThat(sides.copy()).hasValue(A);
    }

    @Test
    void c5AnUploadWhoseCompleteWasLostIsEndedBeforeItsKeyIsSettled() throws Exception {
        sides.destinationStore.write(DESTINATION, LARGE_A);
        sides.write(LARGE_B);
        sides.destination.faults().place(Verb.COMPLETE, new Fault.Refuses(killed()));
        assertThatThrownBy(sides::run).hasMessage("killed");
        sides.write(LARGE_A);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);

        assertThat(sides.openUploads()).as("a late Complete has nothing to complete").isZero();
        assertThat(sides.copy()).hasValue(LARGE_A);
    }

    @Test
    void c6ASmallVersionIsNotOverwrittenByTheUploadOfALargeOneBeforeIt() throws Exception {
        sides.write(LARGE_A);
        sides.destination
                .faults()
                .place(
                        Verb.COMPLETE,
                        run(() -> {
                            sides.write(B);
                            assertThat(outcome()).isInstanceOf(TransferOutcome.Copied.class);
                        }));

        sides.run();

        assertThat(sides.copy()).hasValue(B);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void c7AnUploadBegunWithoutItsIdBeingRecordedIsFoundAndEnded() throws Exception {
        sides.write(LARGE_A);
        sides.destination.faults().place(Verb.CREATE, new Fault.LostReply());
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
        assertThat(sides.openUploads()).isEqualTo(1);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.openUploads()).isZero();
        assertThat(sides.copy()).hasValue(LARGE_A);
    }

    @Test
    void c8AfterAKillTheSameMessageGoesOnWithWhatIsThere() throws Exception {
        sides.write(LARGE_A);
        sides.destination.faults().place(Verb.COMPLETE, new Fault.Refuses(killed()));
        assertThatThrownBy(sides::run).hasMessage("killed");

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.resumed()).isEqualTo(4));
    }

    @Test
    void c9AWriteThatMayStillLandIsNotTakenForTheEqualOneThatIsThere() throws Exception {
        sides.delete(100);
        sides.write(A);
        // Another worker's copy of the same version; ours has no answer, and may land after a
        // delete.
        sides.destination
                .faults()
                .place(
                        Verb.PUT,
                        new Fault.RunBefore(() -> {
                            sides.destinationStore.write(DESTINATION, A);
                            throw new StoreException.Transient("Timeout", "no answer");
                        }));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
    }

    @Test
    void aDestinationThatIsNeverAsItWasReadDoesNotKeepTheTransferForEver() throws Exception {
        sides.write(A);
        for (int call = 1; call <= 100; call++) {
            byte[] others = content(50, 1_000 + call);
            sides.destination
                    .faults()
                    .place(
                            Verb.PUT,
                            call,
                            new Fault.RunBefore(
                                    () -> sides.destinationStore.write(DESTINATION, others)));
        }

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Overtaken.class,
                        end -> assertThat(end.rounds()).isEqualTo(20));
    }

    @Test
    void anOverwriteInMidCopyLeavesNoMixture() throws Exception {
        sides.write(LARGE_A);
        sides.source.faults().place(Verb.OPEN_PINNED, 3, run(() -> sides.write(LARGE_B)));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(LARGE_B);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void anOverwriteAfterTheLastPartIsNoticed() throws Exception {
        sides.write(LARGE_A);
        sides.destination.faults().place(Verb.COMPLETE, run(() -> sides.write(LARGE_B)));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(LARGE_B);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aSourceDeletedInMidCopyLeavesNoUpload() throws Exception {
        sides.write(LARGE_A);
        sides.source
                .faults()
                .place(Verb.OPEN_PINNED, 3, run(() -> sides.sourceStore.delete(SOURCE)));

        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());

        assertThat(sides.copy()).isEmpty();
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aSourceThatNeverHoldsStillIsReported() throws Exception {
        sides.write(LARGE_A);
        for (int i = 1; i <= 60; i++) {
            int seed = i;
            sides.source
                    .faults()
                    .place(Verb.OPEN_PINNED, i, run(() -> sides.write(content(350, seed + 10))));
        }

        assertThat(sides.run()).isEqualTo(new TransferOutcome.KeepsChanging(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void aWriteWhoseReplyIsLostIsRecognisedAsOurs(int size) throws Exception {
        sides.write(content(size, 1));
        sides.destination
                .faults()
                .place(size > 100 ? Verb.COMPLETE : Verb.PUT, new Fault.LostReply());

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(content(size, 1));
        assertThat(sides.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void aWriteThatMayStillLandKeepsItsMessageAway(int size) throws Exception {
        sides.write(content(size, 1));
        var verb = size > 100 ? Verb.COMPLETE : Verb.PUT;
        sides.destination.faults().place(verb, new Fault.Throttled(1));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @Test
    void anotherWritersObjectIsOverwrittenOnlyAfterTheSourceWasReadAgain() throws Exception {
        sides.write(LARGE_A);
        sides.destination
                .faults()
                .place(
                        Verb.COMPLETE,
                        run(() -> sides.destinationStore.write(DESTINATION, content(10, 9))));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(LARGE_A);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aWorkerWhoseClaimWasTakenDoesNotComplete() throws Exception {
        sides.write(LARGE_A);
        // Its lease ends unnoticed in the middle of the copy, and another worker finishes.
        sides.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        2,
                        run(() -> {
                            sides.time.pass(TwoSides.SETTINGS.lease().multipliedBy(2));
                            assertThat(outcome()).isInstanceOf(TransferOutcome.Copied.class);
                        }));

        sides.run();

        assertThat(sides.copy()).hasValue(LARGE_A);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aPartThatBreaksIsSentAgainAlone() throws Exception {
        sides.write(LARGE_A);
        sides.source.faults().place(Verb.OPEN_PINNED, 2, new Fault.CutAfter(30));
        sides.destination.faults().place(Verb.UPLOAD_PART, 3, new Fault.Throttled(2));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(LARGE_A);
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(4 + 2);
    }

    @Test
    void aDeniedSourceIsAnErrorOfThisObject() {
        sides.write(A);
        sides.source
                .faults()
                .place(
                        Verb.OPEN,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused(
                                        "AccessDenied", "get s3://source/a: denied")));

        assertThatThrownBy(sides::run)
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage("get s3://source/a: denied");
        assertThat(sides.copy()).isEmpty();
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
