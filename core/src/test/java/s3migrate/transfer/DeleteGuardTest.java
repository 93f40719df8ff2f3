package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.DeleteCount;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryDeleteLedger;
import s3migrate.store.Racing;
import s3migrate.time.ManualTime;
import s3migrate.transfer.Deletes.Permit;

class DeleteGuardTest {

    private static final Permit GRANTED = new Permit.Granted();

    private final ManualTime time = new ManualTime();
    private final MemoryDeleteLedger ledger = new MemoryDeleteLedger();

    @Test
    void allWorkersShareOneCount() throws InterruptedException {
        var permits = Racing.of(16, _ -> guard(5).next());
        assertThat(permits).filteredOn(GRANTED::equals).hasSize(5);
    }

    @Test
    void tenMinutesLaterTheCountBeginsAnew() {
        var guard = guard(2);
        for (int window = 0; window < 3; window++) {
            assertThat(guard.next()).isEqualTo(GRANTED);
            assertThat(guard.next()).isEqualTo(GRANTED);
            time.pass(Duration.ofMinutes(10));
        }
    }

    @Test
    void onceThereWereTooManyNoTimeHelpsButALargerLimitDoes() {
        var paused = new Permit.Paused(time.instant(), 1);
        assertThat(guard(1).next()).isEqualTo(GRANTED);
        assertThat(guard(1).next()).isEqualTo(paused);
        time.pass(Duration.ofDays(30));
        assertThat(guard(1).next()).isEqualTo(paused);
        assertThat(guard(2).next()).isEqualTo(GRANTED);
    }

    @Test
    void routesAreCountedApart() {
        assertThat(guard(1).next()).isEqualTo(GRANTED);
        assertThat(new DeleteGuard(ledger, "other", 1, time).next()).isEqualTo(GRANTED);
    }

    @Test
    void whoeverIsOvertakenAgainAndAgainDeletesNothing() {
        DeleteLedger hopeless =
                new DeleteLedger() {
                    @Override
                    public Optional<DeleteCount> find(String route) {
                        return Optional.empty();
                    }

                    @Override
                    public boolean replace(Optional<DeleteCount> seen, DeleteCount next) {
                        return false;
                    }
                };
        assertThatThrownBy(() -> new DeleteGuard(hopeless, "route", 5, time).next())
                .isInstanceOf(LedgerException.class)
                .hasMessage("count a delete of route route: overtaken 20 times");
    }

    @Test
    void aRouteThatKeepsEverythingHasNoPermits() {
        assertThat(Deletes.NONE.wanted()).isFalse();
        assertThatThrownBy(Deletes.NONE::next).isInstanceOf(IllegalStateException.class);
    }

    private DeleteGuard guard(long most) {
        return new DeleteGuard(ledger, "route", most, time);
    }
}
