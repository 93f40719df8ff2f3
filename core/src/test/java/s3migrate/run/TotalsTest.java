package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;

class TotalsTest {

    @Test
    void comeBackFromTheirCounts() {
        Cases.forAll(
                TotalsTest::totals,
                totals -> assertThat(Totals.of(totals.counts())).isEqualTo(totals));
    }

    @Test
    void everySourceObjectIsFoundOnce() {
        var tally = new Tally(Totals.NONE);
        for (var finding : Finding.values()) {
            tally.add(finding, 10);
        }
        assertThat(tally.totals().found()).isEqualTo(new Amount(6, 60));
    }

    /// Three differ, of which one stays as it is and one is archived.
    @Test
    void accountForWhatDiffersOnlyIfAllOfItIsGivenOrLeftOut() {
        var totals =
                new Totals(
                        Map.of(
                                Finding.SAME, new Amount(7, 7),
                                Finding.MISSING, new Amount(1, 1),
                                Finding.CHANGED, new Amount(2, 2),
                                Finding.KEPT, new Amount(1, 1),
                                Finding.ARCHIVED, new Amount(1, 1)));

        assertThat(totals.accountsFor(1)).isTrue();
        assertThat(totals.accountsFor(0)).isFalse();
        assertThat(totals.accountsFor(2)).isFalse();
    }

    @Test
    void goOnFromWhatWasCountedBefore() {
        var tally = new Tally(new Totals(Map.of(Finding.SAME, new Amount(2, 5))));
        tally.add(Finding.SAME, 3);
        assertThat(tally.totals().of(Finding.SAME)).isEqualTo(new Amount(3, 8));
    }

    private static Totals totals(RandomGenerator random) {
        var amounts = new EnumMap<Finding, Amount>(Finding.class);
        for (var finding : Finding.values()) {
            if (random.nextBoolean()) {
                amounts.put(
                        finding,
                        new Amount(random.nextLong(1, 1L << 40), random.nextLong(1L << 60)));
            }
        }
        return new Totals(amounts);
    }
}
