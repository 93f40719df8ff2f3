package s3migrate.run.plan;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.PlanRecord.Approval;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.run.RunPlans;
import s3migrate.run.Sampled;
import s3migrate.run.Totals;

/// A route's plan in the ledger: its first run is dry, and the first after its ends or its mode
/// became others, until copying costs less than the route lets begin by itself, or a person has
/// approved it. Serves many threads.
public final class LedgerPlans implements RunPlans {

    private static final double TB = 1e12;
    private static final double MICRO = 1e6;

    private final Route route;
    private final Path path;
    private final Prices prices;
    private final PlanLedger ledger;
    private final InstantSource clock;

    /// @param path the way the route's objects go now
    public LedgerPlans(
            Route route, Path path, Prices prices, PlanLedger ledger, InstantSource clock) {
        this.route = route;
        this.path = path;
        this.prices = prices;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public boolean needed() {
        return !isApproved(ledger.find(route.name()));
    }

    @Override
    public PlanRecord make(String run, Totals found) {
        var forecast = Forecast.of(found, path, prices);
        while (true) {
            var seen = ledger.find(route.name());
            if (isApproved(seen)) {
                return seen.get();
            }
            var plan = plan(run, forecast);
            var next = isCheap(plan) ? plan.approvedBy(Approval.PRICE, clock.instant()) : plan;
            if (ledger.replace(seen, next)) {
                return next;
            }
        }
    }

    @Override
    public boolean waitedBefore(String run) {
        return ledger.find(route.name())
                .filter(plan -> plan.of().equals(of()) && !plan.run().equals(run))
                .filter(plan -> !plan.sampled() && plan.approved().isEmpty())
                .isPresent();
    }

    @Override
    public boolean lacksEarly(String run) {
        return lacksEarly(run, ledger.find(route.name()));
    }

    /// What a run counted to its end says more than a sample, also if it was an earlier one.
    private boolean lacksEarly(String run, Optional<PlanRecord> seen) {
        return seen.filter(plan -> plan.of().equals(of()))
                .filter(plan ->
                        plan.approved().isPresent() || !plan.sampled() || plan.run().equals(run))
                .isEmpty();
    }

    @Override
    public void early(String run, Sampled sample) {
        var forecast = SampledForecast.of(sample, path, prices);
        var estimate = forecast.estimate();
        var plan =
                new PlanRecord(
                        route.name(),
                        of(),
                        run,
                        clock.instant(),
                        estimate.toCopy().objects(),
                        estimate.toCopy().bytes(),
                        Math.round(estimate.usd() * MICRO),
                        Math.round(forecast.usd().most() * MICRO),
                        true,
                        ForecastJson.of(forecast, prices).toString(),
                        Optional.empty());
        var seen = ledger.find(route.name());
        if (lacksEarly(run, seen)) {
            // Whoever wrote meanwhile knows as much.
            var _ = ledger.replace(seen, plan);
        }
    }

    private boolean isApproved(Optional<PlanRecord> plan) {
        return plan.filter(known -> known.of().equals(of()))
                .flatMap(PlanRecord::approved)
                .isPresent();
    }

    private PlanRecord plan(String run, Forecast forecast) {
        long microUsd = Math.round(forecast.usd() * MICRO);
        return new PlanRecord(
                route.name(),
                of(),
                run,
                clock.instant(),
                forecast.toCopy().objects(),
                forecast.toCopy().bytes(),
                microUsd,
                microUsd,
                false,
                ForecastJson.of(forecast, prices).toString(),
                Optional.empty());
    }

    private boolean isCheap(PlanRecord plan) {
        var wish = route.options().spending();
        return plan.microUsdAtMost() < wish.startBelowUsd() * MICRO
                && plan.bytes() < wish.startBelowTb() * TB;
    }

    /// What a plan is of: what becomes another migration, or another price, when it changes.
    private String of() {
        var parts = new ArrayList<String>();
        parts.add(route.ends());
        parts.addAll(mode());
        return String.join(", ", parts);
    }

    private List<String> mode() {
        var distance =
                switch (path.distance()) {
                    case ONE_REGION -> "one region";
                    case TWO_REGIONS -> "two regions";
                    case INTERNET -> "the internet";
                };
        return List.of(
                path.within() ? "within S3" : "streamed",
                distance,
                "storage class " + path.storageClass().orElse("as it is"));
    }
}
