package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.content;

import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerEntry.State;
import s3migrate.store.memory.Verb;

/// What becomes of a copy in parts whose worker died between its proof and its end, where nothing
/// but that proof tells that it is the source's: its message comes again.
class UnclosedCopyTest {

    private final TwoSides sides = new TwoSides();

    @Test
    void itsRepeatFindsItByItsProofAndSendsNothing() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));
        var copied = (TransferOutcome.Copied) sides.run();
        sides.time.pass(SETTINGS.lease());

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.AlreadyPresent.class,
                        there ->
                                assertThat(there.proof().evidence())
                                        .isEqualTo(copied.proof().evidence()));

        assertThat(sides.destination.faults().calls(Verb.CREATE)).isOne();
        assertThat(sides.entry().state()).isEqualTo(State.DONE);
        assertThat(sides.entry().proof()).hasValue(copied.proof());
    }

    @Test
    void itsRepeatWaitsWhileItsWorkerMayBeAlive() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));
        var _ = sides.run();

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Busy.class);

        assertThat(sides.entry().state()).isEqualTo(State.COPYING);
    }

    @Test
    void itIsCopiedAgainWhereAnotherHasWrittenTheKeySince() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));
        var _ = sides.run();
        sides.destinationStore.write(DESTINATION, content(350, 2));
        sides.time.pass(SETTINGS.lease());

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy()).hasValue(content(350, 1));
    }
}
