package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.PlanRecord.Approval;
import s3migrate.store.Racing;

/// Every promise of the port for plans, one suite for the fake and for the adapter.
public interface PlanLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    PlanRecord WAITING = plan("2026-01-02T03:00:00Z");

    /// A ledger without plans.
    PlanLedger ledger();

    private static PlanRecord plan(String run) {
        return new PlanRecord(
                "r", "s3://src/ to s3://des/", run, NOW, 3, 5, 7, 11, true, "{}", Optional.empty());
    }

    @Test
    default void keepsAPlanPerRoute() {
        assertThat(ledger().find("r")).isEmpty();
        assertThat(ledger().replace(Optional.empty(), WAITING)).isTrue();
        assertThat(ledger().find("r")).hasValue(WAITING);
        assertThat(ledger().find("r2")).isEmpty();
    }

    @Test
    default void aPersonApprovesWhatHeWasShownAndNothingElse() {
        var later = plan("2026-01-02T04:00:00Z");
        ledger().replace(Optional.empty(), WAITING);
        ledger().replace(Optional.of(WAITING), later);

        assertThat(ledger().approve(WAITING, NOW)).isFalse();
        assertThat(ledger().find("r")).hasValue(later);

        assertThat(ledger().approve(later, NOW)).isTrue();
        assertThat(ledger().find("r").flatMap(PlanRecord::approved))
                .hasValue(new Approval(Approval.PERSON, NOW));
    }

    @Test
    default void noPlanIsWrittenOverAnApproval() {
        ledger().replace(Optional.empty(), WAITING);
        ledger().approve(WAITING, NOW);
        assertThat(ledger().replace(Optional.of(WAITING), plan("2026-01-02T04:00:00Z"))).isFalse();
        assertThat(ledger().replace(Optional.empty(), WAITING)).isFalse();
    }

    @Test
    default void oneOfManyWrites() throws InterruptedException {
        assertThat(Racing.of(16, _ -> ledger().replace(Optional.empty(), WAITING)))
                .containsOnlyOnce(true);
    }
}
