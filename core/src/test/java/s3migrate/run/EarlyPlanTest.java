package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.MemoryPlanLedger;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.run.plan.LedgerPlans;
import s3migrate.run.plan.Path;
import s3migrate.time.ManualTime;

/// What a sample says about a dry run that is under way.
class EarlyPlanTest {

    private static final String RUN = "2026-01-01T00:00:00Z";
    private static final Route ROUTE =
            Route.of(
                    new BucketPrefix("photos", ""),
                    new BucketPrefix("backup", ""),
                    RouteOptions.DEFAULT);

    private final ManualTime time = new ManualTime();
    private final MemoryPlanLedger ledger = new MemoryPlanLedger();
    private final LedgerPlans plans =
            new LedgerPlans(
                    ROUTE,
                    new Path(
                            true,
                            Path.Distance.ONE_REGION,
                            Optional.empty(),
                            64L << 20,
                            64L << 20,
                            Compare.CONTENT,
                            true),
                    Prices.read(),
                    ledger,
                    time);

    @Test
    void standsInTheLedgerWithItsBoundsAndApprovesNothingHoweverCheap() {
        assertThat(plans.lacksEarly(RUN)).isTrue();
        plans.early(RUN, sample());
        assertThat(plans.lacksEarly(RUN)).isFalse();
        assertThat(plans.needed()).isTrue();
        assertThat(ledger.find(ROUTE.name()))
                .hasValueSatisfying(plan -> {
                    assertThat(plan.run()).isEqualTo(RUN);
                    assertThat(plan.sampled()).isTrue();
                    assertThat(plan.approved()).isEmpty();
                    assertThat(plan.objects()).isEqualTo(6);
                    assertThat(plan.microUsdAtMost()).isGreaterThan(plan.microUsd());
                    assertThat(plan.forecast()).contains("\"sample\"");
                });
    }

    @Test
    void givesWayToWhatTheRunFindsAtItsEnd() {
        plans.early(RUN, sample());
        var plan =
                plans.make(
                        RUN,
                        new Totals(
                                Map.of(
                                        Finding.MISSING,
                                        new Amount(5, 5_000),
                                        Finding.SENT,
                                        new Amount(5, 5_000))));
        assertThat(plan.sampled()).isFalse();
        assertThat(plan.approved()).isPresent();
        assertThat(ledger.find(ROUTE.name())).hasValue(plan);
    }

    /// A message that comes again, or late, when the run is over.
    @Test
    void leavesWhatARunFoundToItsEnd() {
        var large = new Amount(1_000, 2_000_000_000_000L);
        var found =
                new Totals(
                        Map.of(Finding.MISSING, large, Finding.SENT, large),
                        Map.of(new Shape(Shape.Size.UP_TO_128K, "STANDARD"), large));
        var exact = plans.make(RUN, found);
        assertThat(exact.approved()).isEmpty();
        for (var run : List.of(RUN, "2026-01-02T00:00:00Z")) {
            assertThat(plans.lacksEarly(run)).isFalse();
            plans.early(run, sample());
            assertThat(ledger.find(ROUTE.name())).hasValue(exact);
        }
    }

    @Test
    void leavesWhatAPersonApproved() {
        plans.early(RUN, sample());
        var shown = ledger.find(ROUTE.name()).orElseThrow();
        assertThat(ledger.approve(shown, time.instant())).isTrue();
        plans.early("2026-01-02T00:00:00Z", sample());
        assertThat(ledger.find(ROUTE.name()).map(plan -> plan.run())).hasValue(RUN);
        assertThat(plans.needed()).isFalse();
    }

    private static Sampled sample() {
        var range = new Sampled.Range(counts(4), counts(6));
        return new Sampled(counts(1), counts(1), List.of(range), 2_000);
    }

    private static SampleCounts counts(long objects) {
        var amount = new Amount(objects, objects * 1_000);
        var totals =
                new Totals(
                        Map.of(Finding.MISSING, amount, Finding.SENT, amount),
                        Map.of(new Shape(Shape.Size.UP_TO_128K, "STANDARD"), amount));
        return new SampleCounts(totals, totals);
    }
}
