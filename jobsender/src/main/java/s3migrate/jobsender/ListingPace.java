package s3migrate.jobsender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.log.EventLog;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Totals;
import s3migrate.run.plan.Forecast;

/// How often the schedule compares a route: that is to cost no more than 1 USD a day, by what the
/// last comparison found. Where listing is all, that is every hour up to four million objects a
/// side, and daily at a hundred million; objects that only a look at both sides can compare count
/// eighty times as much.
///
/// @param latest of a route's runs, by the route's name
record ListingPace(
        Function<String, Optional<Compared>> latest,
        Prices prices,
        EventLog log,
        InstantSource clock) {

    private static final double USD_A_DAY = 1;

    /// A schedule comes no more often: what may be done as often is always due.
    private static final Duration EACH_TIME = Duration.ofMinutes(5);

    /// What the latest run of a route found; one that is not over, what the one before it did.
    record Compared(Instant began, Totals totals, boolean over) {

        static Compared of(RunRecord run) {
            boolean over = run.ended().isPresent();
            var before = new Amount(run.foundBefore(), 0);
            return new Compared(
                    run.started(),
                    over ? Totals.of(run.counts()) : new Totals(Map.of(Finding.SAME, before)),
                    over);
        }
    }

    static Function<String, Optional<Compared>> latestOf(RunLedger runs) {
        return route -> runs.find(route).map(Compared::of);
    }

    /// How far apart the comparisons of a route are at least; a route without one has no pace yet.
    ///
    /// @throws s3migrate.ledger.LedgerException if the ledger broke
    Duration apart(Route route) {
        return latest.apply(route.name())
                .map(last -> apart(usd(route, last)))
                .orElse(Duration.ZERO);
    }

    /// Those whose comparison is due, or not over. What is put off is logged, with the time.
    ///
    /// @throws s3migrate.ledger.LedgerException if the ledger broke
    List<Route> due(List<Route> routes) {
        return routes.stream().filter(this::isDue).toList();
    }

    private boolean isDue(Route route) {
        return latest.apply(route.name())
                .filter(Compared::over)
                .map(last -> isDue(route, last))
                .orElse(true);
    }

    private boolean isDue(Route route, Compared last) {
        double usd = usd(route, last);
        var apart = apart(usd);
        var from = last.began().plus(apart);
        if (apart.compareTo(EACH_TIME) > 0 && from.isAfter(clock.instant())) {
            log.info(
                    "run_put_off",
                    Map.of(
                            "route",
                            route.name(),
                            "until",
                            from.toString(),
                            "reason",
                            "comparing both sides costs about %.2f USD, and is to cost no more than %.0f USD a day"
                                    .formatted(usd, USD_A_DAY)));
            return false;
        }
        return true;
    }

    private double usd(Route route, Compared last) {
        return Forecast.ofPass(last.totals(), route.options().compare(), prices);
    }

    private static Duration apart(double usd) {
        return Duration.ofMillis((long) (usd / USD_A_DAY * Duration.ofDays(1).toMillis()));
    }
}
