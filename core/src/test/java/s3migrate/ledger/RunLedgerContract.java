package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.store.Racing;

/// Every promise of the port for runs, one suite for the fake and for the adapter.
public interface RunLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    Lease LEASE = new Lease("jobsender-1", NOW.plusSeconds(60));
    RunRecord FIRST = RunRecord.first("r", "2026-01-02T03:04:05Z", LEASE, NOW);

    /// A ledger without runs.
    RunLedger ledger();

    @Test
    default void findsNoRunWhereNoneWas() {
        assertThat(ledger().find("r")).isEmpty();
    }

    @Test
    default void keepsABeginning() {
        assertThat(ledger().replace(Optional.empty(), FIRST)).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().find("r2")).isEmpty();
    }

    @Test
    default void keepsACheckpointOfAnyKeyAndCounts() {
        String after = "\u0001/a//\uff5e\ud83d\ude00".repeat(70);
        var counts = Map.of("same", 1_000_000_000L, "same_bytes", 50L << 50);
        var further = FIRST.at(after, counts, Optional.of(LEASE));
        ledger().replace(Optional.empty(), FIRST);
        assertThat(ledger().replace(Optional.of(FIRST), further)).isTrue();
        assertThat(ledger().find("r")).hasValue(further);
    }

    @Test
    default void keepsAnEnd() {
        var ended = FIRST.ended(Map.of("sent", 3L), NOW.plusSeconds(9));
        ledger().replace(Optional.empty(), FIRST);
        assertThat(ledger().replace(Optional.of(FIRST), ended)).isTrue();
        assertThat(ledger().find("r")).hasValue(ended);
    }

    @Test
    default void keepsThatItDeletes() {
        var deleting = FIRST.deleting(Map.of("extra", 3L), Optional.of(LEASE));
        ledger().replace(Optional.empty(), FIRST);
        assertThat(ledger().replace(Optional.of(FIRST), deleting)).isTrue();
        assertThat(ledger().find("r")).hasValue(deleting);
        assertThat(deleting.next("later", LEASE, NOW).deleting()).isFalse();
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        var fine = NOW.plusNanos(123_456);
        var record =
                RunRecord.first(
                        "r", FIRST.run(), new Lease("jobsender-1", fine.plusSeconds(60)), fine);
        assertThat(ledger().replace(Optional.empty(), record)).isTrue();
        assertThat(ledger().find("r")).hasValue(FIRST);
        assertThat(ledger().replace(Optional.of(record), record.takenBy(LEASE))).isTrue();
    }

    @Test
    default void refusesASecondBeginning() {
        ledger().replace(Optional.empty(), FIRST);
        assertThat(ledger().replace(Optional.empty(), FIRST)).isFalse();
    }

    @Test
    default void refusesWhoeverWasOvertaken() {
        var overtaking = FIRST.takenBy(new Lease("jobsender-2", LEASE.until()));
        ledger().replace(Optional.empty(), FIRST);
        ledger().replace(Optional.of(FIRST), overtaking);
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.ended(Map.of(), NOW))).isFalse();
        assertThat(ledger().find("r")).hasValue(overtaking);
    }

    @Test
    default void refusesATakeoverOfALeaseThatWasRenewed() {
        var renewed =
                FIRST.at(
                        "k", Map.of(), Optional.of(new Lease("jobsender-1", NOW.plusSeconds(120))));
        ledger().replace(Optional.empty(), FIRST);
        ledger().replace(Optional.of(FIRST), renewed);
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.takenBy(LEASE))).isFalse();
        assertThat(ledger().find("r")).hasValue(renewed);
    }

    @Test
    default void refusesATakeoverOfALeaseThatWasGivenBack() {
        ledger().replace(Optional.empty(), FIRST);
        ledger().replace(Optional.of(FIRST), FIRST.at("k", Map.of(), Optional.empty()));
        assertThat(ledger().replace(Optional.of(FIRST), FIRST.takenBy(LEASE))).isFalse();
    }

    @Test
    default void letsOneOfManyBegin() throws InterruptedException {
        assertThat(Racing.of(16, _ -> ledger().replace(Optional.empty(), FIRST)))
                .containsOnlyOnce(true);
    }
}
