package s3migrate.jobsender;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;
import s3migrate.log.EventLog;
import s3migrate.route.Route;
import s3migrate.run.Finding;
import s3migrate.run.RunChecks;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStarts;
import s3migrate.run.RunStretch;
import s3migrate.run.Totals;

/// Tells what came of a message of the runs queue: in one line of the log, in the measures, and,
/// where it is news, to other systems. Serves one thread.
record RunTelling(EventLog log, RunMeasures measures, RunNews news) {

    /// How far behind the routes are that are to be started.
    void lag(List<Route> routes, ListingPace pace) {
        measures.lag(routes, pace);
    }

    void started(RunStarts.Start start) {
        switch (start) {
            case RunStarts.Start.Started(var route, var run) ->
                    log.info("run_started", Map.of("route", route, "run", run));
            case RunStarts.Start.Skipped(var route, var reason) ->
                    log.warn("run_skipped", Map.of("route", route, "reason", reason));
        }
    }

    /// How far a run went.
    void went(RunRequest.Go go, RunStretch stretch) {
        String route = go.route();
        switch (stretch) {
            case RunStretch.Ended(var run, var totals) -> {
                log.info("route_compared", compared(route, run, "complete", totals));
                measures.ended(totals);
                news.of(route, run);
            }
            case RunStretch.OutOfTime(var run, var totals) ->
                    log.info("route_compared", compared(route, run, "out_of_time", totals));
            case RunStretch.Asks asks -> asks(route, asks);
            case RunStretch.Waits waits -> waits(route, waits);
            case RunStretch.Held held -> held(held);
            case RunStretch.Paused(var run, var reason) ->
                    log.warn("run_paused", Map.of("route", route, "run", run, "reason", reason));
            case RunStretch.Over _ -> log.info("run_over", Map.of("route", route, "run", go.run()));
            case RunStretch.Busy(var until) ->
                    log.info("run_busy", Map.of("route", route, "until", until.toString()));
        }
    }

    private void asks(String route, RunStretch.Asks asks) {
        var fields = compared(route, asks.run(), "asks", asks.totals());
        fields.put("question", asks.question());
        log.error("route_compared", fields);
        if (asks.news()) {
            measures.waits();
            news.asks(route, asks.question());
        }
    }

    private void waits(String route, RunStretch.Waits waits) {
        log.info("route_compared", compared(route, waits.run(), "dry", waits.totals()));
        log.warn("plan_waits", plan(waits.plan()));
        if (waits.news()) {
            measures.waits();
            news.waits(waits.plan());
        }
    }

    private void held(RunStretch.Held held) {
        LookRecord look = held.look();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", look.route());
        fields.put("run", held.run());
        fields.put("asked", look.how());
        fields.put("reason", look.faultsText());
        if (held.news()) {
            log.error("route_held", fields);
            measures.waits();
            news.held(look);
        } else {
            log.warn("route_held", fields);
        }
    }

    /// Whether the jobs of a run have ended.
    void checked(RunRequest.Check check, RunChecks.Found found) {
        switch (found) {
            case RunChecks.Found.Finished(var complete) ->
                    news.finished(check.route(), check.run(), complete);
            case RunChecks.Found.JobsOut _, RunChecks.Found.Over _ -> {
                // Nothing has happened.
            }
        }
    }

    private static Map<String, Object> plan(PlanRecord plan) {
        return Map.of(
                "route",
                plan.route(),
                "run",
                plan.run(),
                "objects",
                plan.objects(),
                "bytes",
                plan.bytes(),
                "usd",
                plan.microUsd() / 1e6,
                "reason",
                "this is not below start_below_usd and start_below_tb of the route: it waits for"
                        + " s3migrate start "
                        + plan.route());
    }

    private static Map<String, Object> compared(
            String route, String run, String outcome, Totals totals) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", route);
        fields.put("run", run);
        fields.put("outcome", outcome);
        fields.put("found", totals.found().objects());
        fields.put("found_bytes", totals.found().bytes());
        for (var finding : Finding.values()) {
            fields.put(finding.text(), totals.of(finding).objects());
        }
        fields.put("sent_bytes", totals.of(Finding.SENT).bytes());
        return fields;
    }
}
