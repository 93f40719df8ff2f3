package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LookRecord.Remark;
import s3migrate.store.Racing;

/// Every promise of the port for looks at routes, one suite for the fake and for the adapter.
public interface LookLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    LookRecord FIRST =
            LookRecord.first(
                    "r",
                    NOW,
                    "the source as own role",
                    List.of(new Remark("put is denied", "Access Denied", "allow it")),
                    List.of(new Remark("a rule", "", "")));

    /// A ledger without looks.
    LookLedger ledger();

    @Test
    default void keepsALookPerRoute() {
        assertThat(ledger().find("r")).isEmpty();
        assertThat(ledger().replace(Optional.empty(), FIRST)).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().find("r2")).isEmpty();
        var accepted = FIRST.acceptedByPerson();
        assertThat(ledger().replace(Optional.of(FIRST), accepted)).isTrue();
        assertThat(ledger().find("r")).hasValue(accepted);
    }

    @Test
    default void nothingIsWrittenOverWhatAnotherWrote() {
        ledger().replace(Optional.empty(), FIRST);
        var accepted = FIRST.acceptedByPerson();
        ledger().replace(Optional.of(FIRST), accepted);
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.next(FIRST))).isFalse();
        assertThat(ledger().replace(Optional.empty(), FIRST)).isFalse();
        assertThat(ledger().find("r")).hasValue(accepted);
    }

    @Test
    default void oneOfManyWrites() throws InterruptedException {
        assertThat(Racing.of(16, _ -> ledger().replace(Optional.empty(), FIRST)))
                .containsOnlyOnce(true);
    }
}
