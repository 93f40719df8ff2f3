package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.store.Racing;

/// Every promise of the port for counts of deletes, one suite for the fake and for the adapter.
public interface DeleteLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    DeleteCount FIRST = DeleteCount.first("r", NOW);

    /// A ledger without counts.
    DeleteLedger ledger();

    @Test
    default void findsNoCountWhereNoneWas() {
        assertThat(ledger().find("r")).isEmpty();
    }

    @Test
    default void keepsACountPerRoute() {
        assertThat(ledger().replace(Optional.empty(), FIRST)).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().find("r2")).isEmpty();
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.next())).isTrue();
        assertThat(ledger().find("r")).hasValue(new DeleteCount("r", NOW, 2));
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        var fine = DeleteCount.first("r", NOW.plusNanos(123_456));
        ledger().replace(Optional.empty(), fine);
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().replace(Optional.of(fine), fine.next())).isTrue();
    }

    @Test
    default void refusesWhoeverWasOvertaken() {
        ledger().replace(Optional.empty(), FIRST);
        assertThat(ledger().replace(Optional.empty(), FIRST)).isFalse();
        ledger().replace(Optional.of(FIRST), FIRST.next());
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.next())).isFalse();
        var later = DeleteCount.first("r", NOW.plusSeconds(1));
        assertThat(ledger().replace(Optional.of(later.next()), later)).isFalse();
        assertThat(ledger().find("r")).hasValue(FIRST.next());
    }

    @Test
    default void letsOneOfManyCount() throws InterruptedException {
        assertThat(Racing.of(16, _ -> ledger().replace(Optional.empty(), FIRST)))
                .containsOnlyOnce(true);
        assertThat(Racing.of(16, _ -> ledger().replace(Optional.of(FIRST), FIRST.next())))
                .containsOnlyOnce(true);
    }
}
