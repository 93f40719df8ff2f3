package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LookRecord.Remark;

class LookRecordTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void faultsHoldARouteAndWarningsDoNot() {
        assertThat(found("put is denied").holds()).isTrue();
        assertThat(
                        LookRecord.first(
                                        "r",
                                        NOW,
                                        "us",
                                        List.of(),
                                        List.of(new Remark("a rule", "", "")))
                                .holds())
                .isFalse();
    }

    @Test
    void whatAPersonAcceptedIsAcceptedAsLongAsNothingElseIsFound() {
        var accepted = found("put is denied", "tags are denied").acceptedByPerson();
        assertThat(accepted.holds()).isFalse();

        var fewer = accepted.next(found("tags are denied"));
        assertThat(fewer.holds()).isFalse();
        assertThat(fewer.version()).isEqualTo(3);
        assertThat(fewer.next(found("get is denied")).holds()).isTrue();
        assertThat(fewer.next(found("put is denied")).holds()).isTrue();
    }

    @Test
    void theSameFoundAgainIsNoNews() {
        var again =
                LookRecord.first(
                        "r",
                        NOW.plusSeconds(3_600),
                        "us",
                        List.of(new Remark("put is denied", "request 2", "allow it")),
                        List.of());
        assertThat(again.saysTheSameAs(found("put is denied"))).isTrue();
        assertThat(again.saysTheSameAs(found("get is denied"))).isFalse();
    }

    private static LookRecord found(String... faults) {
        return LookRecord.first(
                "r",
                NOW,
                "us",
                Stream.of(faults).map(what -> new Remark(what, "request 1", "allow it")).toList(),
                List.of());
    }
}
