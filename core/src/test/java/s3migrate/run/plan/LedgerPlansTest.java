package s3migrate.run.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.MemoryPlanLedger;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.PlanRecord.Approval;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;
import s3migrate.time.ManualTime;

class LedgerPlansTest {

    private static final String RUN = "2026-01-01T00:00:00Z";
    private static final long TB = 1_000_000_000_000L;
    private static final Path WITHIN = path(true, Path.Distance.ONE_REGION);

    private final ManualTime time = new ManualTime();
    private final MemoryPlanLedger ledger = new MemoryPlanLedger();

    @Test
    void whatIsCheapBeginsByItself() {
        var plans = plans(Map.of(), "backup", WITHIN);
        assertThat(plans.needed()).isTrue();
        var plan = plans.make(RUN, toCopy(1_000, TB - 1));
        assertThat(plan.approved()).hasValue(new Approval(Approval.PRICE, time.instant()));
        assertThat(ledger.find("r")).hasValue(plan);
        assertThat(plans.needed()).isFalse();
    }

    /// Ten million PUTs are 50 USD.
    @Test
    void whatIsDearWaitsAndSaysWhatItWouldCost() {
        var plans = plans(Map.of(), "backup", WITHIN);
        var plan = plans.make(RUN, toCopy(10_000_000, 10));
        assertThat(plan.approved()).isEmpty();
        assertThat(plan.objects()).isEqualTo(10_000_000);
        assertThat(plan.bytes()).isEqualTo(10);
        assertThat(plan.microUsd()).isBetween(50_000_000L, 70_000_000L);
        assertThat(plan.microUsdAtMost()).isEqualTo(plan.microUsd());
        assertThat(plan.forecast()).contains("\"objects\":10000000");
        assertThat(plans.needed()).isTrue();
    }

    @Test
    void whatIsLargeWaitsWhateverItCosts() {
        assertThat(plans(Map.of(), "backup", WITHIN).make(RUN, toCopy(1, TB)).approved()).isEmpty();
        var larger = Map.of("start_below_tb", "2");
        assertThat(plans(larger, "backup", WITHIN).make(RUN, toCopy(1, TB)).approved()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_below_usd", "start_below_tb"})
    void withZeroEverythingWaits(String option) {
        var plans = plans(Map.of(option, "0"), "backup", WITHIN);
        assertThat(plans.make(RUN, Totals.NONE).approved()).isEmpty();
    }

    @Test
    void aPersonsApprovalStandsWhateverALaterDryRunFinds() {
        var plans = plans(Map.of(), "backup", WITHIN);
        var shown = plans.make(RUN, toCopy(10_000_000, 10));
        assertThat(ledger.approve(shown, time.instant())).isTrue();
        assertThat(plans.needed()).isFalse();
        assertThat(plans.make("2026-01-01T01:00:00Z", toCopy(20_000_000, 10)).approved())
                .hasValue(new Approval(Approval.PERSON, time.instant()));
    }

    /// Also if the message of the run that found it comes again, because nobody was told.
    @Test
    void waitedBeforeOnlyIfAnEarlierRunFoundTheSame() {
        var plans = plans(Map.of(), "backup", WITHIN);
        String later = "2026-01-01T01:00:00Z";
        assertThat(plans.waitedBefore(RUN)).isFalse();
        var waiting = plans.make(RUN, toCopy(10_000_000, 10));
        assertThat(plans.waitedBefore(RUN)).isFalse();
        assertThat(plans.waitedBefore(later)).isTrue();
        assertThat(plans(Map.of(), "other", WITHIN).waitedBefore(later)).isFalse();
        assertThat(ledger.approve(waiting, time.instant())).isTrue();
        assertThat(plans.waitedBefore(later)).isFalse();
    }

    @Test
    void aWaitingPlanIsMadeAnewByEachRun() {
        var plans = plans(Map.of(), "backup", WITHIN);
        plans.make(RUN, toCopy(10_000_000, 10));
        var later = plans.make("2026-01-01T01:00:00Z", toCopy(1, 10));
        assertThat(ledger.find("r")).hasValue(later);
        assertThat(later.approved()).isPresent();
    }

    @Test
    void otherEndsOrAnotherWayNeedAnotherPlan() {
        plans(Map.of(), "backup", WITHIN).make(RUN, toCopy(1, 1));
        assertThat(plans(Map.of(), "backup", WITHIN).needed()).isFalse();
        assertThat(plans(Map.of("exclude", "*.tmp"), "backup", WITHIN).needed()).isFalse();

        assertThat(plans(Map.of(), "other", WITHIN).needed()).isTrue();
        assertThat(plans(Map.of("strip_src_prefix", "true"), "backup", WITHIN).needed()).isTrue();
        for (var path :
                new Path[] {
                    path(false, Path.Distance.ONE_REGION), path(true, Path.Distance.TWO_REGIONS)
                }) {
            assertThat(plans(Map.of(), "backup", path).needed()).isTrue();
        }
        assertThat(ledger.find("r").map(PlanRecord::of))
                .hasValue(
                        "s3://photos/2024/ to s3://backup/x/, within S3, one region, storage class"
                                + " STANDARD");
    }

    private LedgerPlans plans(Map<String, String> options, String destination, Path path) {
        var route =
                new Route(
                        "r",
                        new BucketPrefix("photos", "2024/"),
                        new BucketPrefix(destination, "x/"),
                        RouteOptions.of(options));
        return new LedgerPlans(route, path, Prices.read(), ledger, time);
    }

    private static Path path(boolean within, Path.Distance distance) {
        return new Path(
                within,
                distance,
                Optional.of("STANDARD"),
                64L << 20,
                64L << 20,
                Compare.CONTENT,
                true);
    }

    private static Totals toCopy(long objects, long bytes) {
        var amount = new Amount(objects, bytes);
        return new Totals(
                Map.of(Finding.MISSING, amount, Finding.SENT, amount),
                Map.of(new Shape(Shape.Size.UP_TO_1M, "STANDARD"), amount));
    }
}
