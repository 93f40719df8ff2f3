package s3migrate.jobsender;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.RunLedger;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import s3migrate.price.Invocation;
import s3migrate.price.Spending;
import s3migrate.route.Route;
import s3migrate.run.Finding;
import s3migrate.run.Totals;

/// Measures what runs find and cost, and how far behind comparisons are. Serves one thread.
record RunMeasures(Measurements measured, Spending spending, RunLedger runs, InstantSource clock) {

    /// What is zero is not written, and that there was a start has to be.
    private static final long LEAST_SECONDS = 1;

    /// How far behind each route is: since when it is not known to be complete; of one that never
    /// was, since its first comparison began, over or not. That of a route that never had one
    /// begins now. What the pace of a route puts off by itself is not behind.
    void lag(List<Route> routes, ListingPace pace) {
        measured.add(Metric.LAG_SECONDS, LEAST_SECONDS);
        for (var route : routes) {
            runs.find(route.name())
                    .map(run -> run.complete().map(CompleteUpTo::time).orElse(run.firstStarted()))
                    .map(started -> Duration.between(started, clock.instant()))
                    .map(lag -> lag.minus(pace.apart(route)))
                    .filter(Duration::isPositive)
                    .ifPresent(lag -> measured.add(Metric.LAG_SECONDS, lag.toSeconds()));
        }
    }

    /// A run has ended, with these totals.
    void ended(Totals totals) {
        add(Metric.MISSING_OBJECTS, totals, Finding.MISSING);
        add(Metric.CHANGED_OBJECTS, totals, Finding.CHANGED);
        add(Metric.EXTRA_OBJECTS, totals, Finding.EXTRA);
        add(Metric.ARCHIVED_OBJECTS, totals, Finding.ARCHIVED);
    }

    /// A route waits for a person: a new reason to tell one.
    void waits() {
        measured.add(Metric.PAUSED_OBJECTS, 1);
    }

    /// Takes down what an invocation cost beside its requests.
    void invoked(Invocation invocation) {
        invocation.tell(spending);
    }

    /// Writes what was measured since the last time.
    void flush() {
        measured.add(Metric.PRICE, spending.takeMicroUsd());
        measured.flush();
    }

    private void add(Metric metric, Totals totals, Finding finding) {
        measured.add(metric, totals.of(finding).objects());
    }
}
