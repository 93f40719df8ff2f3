package s3migrate.jobsender;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;
import s3migrate.listing.BrokenListingException;
import s3migrate.log.EventLog;
import s3migrate.route.Route;
import s3migrate.route.Routes;
import s3migrate.route.SettingsException;
import s3migrate.run.Finding;
import s3migrate.run.RunChecks;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStarts;
import s3migrate.run.RunStretch;
import s3migrate.run.Totals;
import s3migrate.store.StoreException;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceException;

/// From a message of the runs queue to what it asks for, and to one line of the log about what came
/// of it.
///
/// What may pass by itself brings the message back after a while; what needs a person puts it into
/// the dead-letter queue, with the reason. Either way the run stands at its checkpoint, and the
/// next start of its route goes on there. Serves one thread.
final class Jobsender {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));

    /// Receives, in about an hour and a half, after which somebody has to see to parameters that
    /// cannot be read.
    private static final int UNREAD_RECEIVES = 10;

    private final Supplier<Routes> routes;
    private final ListingPace pace;
    private final RunStarts starts;
    private final RouteRuns runs;
    private final RunChecks checks;
    private final JobQueue queue;
    private final RunMeasures measures;
    private final RunNews news;
    private final EventLog log;
    private final InstantSource clock;
    private final RandomGenerator random;

    Jobsender(
            Supplier<Routes> routes,
            ListingPace pace,
            RunStarts starts,
            RouteRuns runs,
            RunChecks checks,
            JobQueue queue,
            RunMeasures measures,
            RunNews news,
            EventLog log,
            InstantSource clock,
            RandomGenerator random) {
        this.routes = routes;
        this.pace = pace;
        this.starts = starts;
        this.runs = runs;
        this.checks = checks;
        this.queue = queue;
        this.measures = measures;
        this.news = news;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /// Does what a message asks for.
    ///
    /// @return whether the message is settled; else it comes back
    boolean settle(Incoming incoming, Deadline deadline) throws InterruptedException {
        try {
            return switch (RunMessages.decode(incoming.message().body())) {
                case RunRequest.StartAll _ -> startDue(routes.get().all());
                case RunRequest.Start(var name, boolean confirmed) ->
                        startOne(routeNamed(name), confirmed);
                case RunRequest.Go go -> go(incoming, go, deadline);
                case RunRequest.Check check -> {
                    checked(check, checks.check(check, deadline));
                    yield true;
                }
                case RunRequest.Malformed(var reason) ->
                        giveUp(incoming, DeadLetter.MALFORMED, reason);
            };
        } catch (StoreException.Transient
                | LedgerException
                | JobQueueException
                | EvidenceException passing) {
            return later(incoming, passing);
        } catch (StoreException refused) {
            return giveUp(incoming, refused.code(), String.valueOf(refused.getMessage()));
        } catch (BrokenListingException broken) {
            return giveUp(incoming, "BrokenListing", String.valueOf(broken.getMessage()));
        } catch (SettingsException wrong) {
            boolean mayPass = wrong.isPassing() && incoming.receives() < UNREAD_RECEIVES;
            return mayPass
                    ? later(incoming, wrong)
                    : giveUp(incoming, "Settings", onOneLine(wrong));
        }
    }

    private Route routeNamed(String name) {
        return routes.get()
                .named(name)
                .orElseThrow(
                        () -> new SettingsException("run", List.of("no route is named " + name)));
    }

    /// Those that are put off may be behind too.
    private boolean startDue(List<Route> all) {
        measures.lag(all, pace);
        return started(starts.start(pace.due(all)));
    }

    private boolean startOne(Route route, boolean confirmed) {
        measures.lag(List.of(route), pace);
        return started(List.of(starts.startNamed(route, confirmed)));
    }

    private boolean started(List<RunStarts.Start> all) {
        for (var start : all) {
            switch (start) {
                case RunStarts.Start.Started(var route, var run) -> {
                    log.info("run_started", Map.of("route", route, "run", run));
                    // A worker does it: its uploads are begun under its credentials.
                    queue.send(new Message.Sweep(route));
                }
                case RunStarts.Start.Skipped(var route, var reason) ->
                        log.warn("run_skipped", Map.of("route", route, "reason", reason));
            }
        }
        return true;
    }

    private boolean go(Incoming incoming, RunRequest.Go go, Deadline deadline)
            throws InterruptedException {
        return switch (runs.go(go, incoming.owner(), deadline)) {
            case RunStretch.Ended(var run, var totals) -> {
                log.info("route_compared", fields(go.route(), run, "complete", totals));
                measures.ended(totals);
                news.of(go.route(), run);
                yield true;
            }
            case RunStretch.OutOfTime(var run, var totals) -> {
                log.info("route_compared", fields(go.route(), run, "out_of_time", totals));
                yield true;
            }
            case RunStretch.Asks(var run, var question, var totals, var isNews) -> {
                var fields = fields(go.route(), run, "asks", totals);
                fields.put("question", question);
                log.error("route_compared", fields);
                if (isNews) {
                    measures.waits();
                    news.asks(go.route(), question);
                }
                yield true;
            }
            case RunStretch.Waits(var run, var plan, var totals, var isNews) -> {
                log.info("route_compared", fields(go.route(), run, "dry", totals));
                log.warn("plan_waits", waiting(plan));
                if (isNews) {
                    measures.waits();
                    news.waits(plan);
                }
                yield true;
            }
            case RunStretch.Held(var run, var look, var isNews) -> {
                held(run, look, isNews);
                yield true;
            }
            case RunStretch.Paused(var run, var reason) -> {
                log.warn("run_paused", Map.of("route", go.route(), "run", run, "reason", reason));
                yield true;
            }
            case RunStretch.Over _ -> {
                log.info("run_over", Map.of("route", go.route(), "run", go.run()));
                yield true;
            }
            case RunStretch.Busy(var until) -> {
                log.info("run_busy", Map.of("route", go.route(), "until", until.toString()));
                yield true;
            }
        };
    }

    private void held(String run, LookRecord look, boolean isNews) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", look.route());
        fields.put("run", run);
        fields.put("asked", look.how());
        fields.put("reason", look.faultsText());
        if (isNews) {
            log.error("route_held", fields);
            measures.waits();
            news.held(look);
        } else {
            log.warn("route_held", fields);
        }
    }

    private void checked(RunRequest.Check check, RunChecks.Found found) {
        switch (found) {
            case RunChecks.Found.Finished(var complete) ->
                    news.finished(check.route(), check.run(), complete);
            case RunChecks.Found.JobsOut _, RunChecks.Found.Over _ -> {
                // Nothing has happened.
            }
        }
    }

    private static Map<String, Object> waiting(PlanRecord plan) {
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

    private boolean later(Incoming incoming, RuntimeException cause) {
        log.error("run_failed", reason(incoming, cause.getMessage()));
        try {
            queue.changeVisibility(incoming.message(), BACKOFF.after(incoming.receives(), random));
        } catch (JobQueueException lost) {
            log.warn("visibility_not_changed", reason(incoming, lost.getMessage()));
        }
        return false;
    }

    private boolean giveUp(Incoming incoming, String cause, String reason) {
        boolean settled = deadLettered(incoming, new DeadLetter(cause, reason, clock.instant()));
        log.error("run_refused", reason(incoming, reason));
        return settled;
    }

    private boolean deadLettered(Incoming incoming, DeadLetter letter) {
        try {
            queue.deadLetter(incoming.message(), letter);
            return true;
        } catch (JobQueueException lost) {
            return later(incoming, lost);
        }
    }

    private static String onOneLine(SettingsException wrong) {
        return String.valueOf(wrong.getMessage())
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Object> reason(Incoming incoming, @Nullable String reason) {
        return Map.of("message", incoming.message().body(), "reason", String.valueOf(reason));
    }

    private static Map<String, Object> fields(
            String route, String run, String outcome, Totals totals) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", route);
        fields.put("run", run);
        fields.put("outcome", outcome);
        put(fields, totals);
        return fields;
    }

    private static void put(Map<String, Object> fields, Totals totals) {
        fields.put("found", totals.found().objects());
        fields.put("found_bytes", totals.found().bytes());
        for (var finding : Finding.values()) {
            fields.put(finding.text(), totals.of(finding).objects());
        }
        fields.put("sent_bytes", totals.of(Finding.SENT).bytes());
    }
}
