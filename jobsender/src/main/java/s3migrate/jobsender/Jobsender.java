package s3migrate.jobsender;

import java.time.Duration;
import java.time.InstantSource;
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
import s3migrate.listing.BrokenListingException;
import s3migrate.log.EventLog;
import s3migrate.route.Route;
import s3migrate.route.Routes;
import s3migrate.route.SettingsException;
import s3migrate.run.RunChecks;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStarts;
import s3migrate.store.StoreException;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceException;

/// From a message of the runs queue to what it asks for.
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
    private final RunTelling telling;
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
            RunTelling telling,
            EventLog log,
            InstantSource clock,
            RandomGenerator random) {
        this.routes = routes;
        this.pace = pace;
        this.starts = starts;
        this.runs = runs;
        this.checks = checks;
        this.queue = queue;
        this.telling = telling;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /// Does what a message asks for.
    ///
    /// @return whether the message is settled; else it comes back
    boolean settle(Incoming incoming, Deadline deadline) throws InterruptedException {
        try {
            switch (RunMessages.decode(incoming.message().body())) {
                case RunRequest.StartAll _ -> startDue(routes.get().all());
                case RunRequest.Start(var name, boolean confirmed) ->
                        startOne(routeNamed(name), confirmed);
                case RunRequest.Go go -> telling.went(go, runs.go(go, incoming.owner(), deadline));
                case RunRequest.Check check ->
                        telling.checked(check, checks.check(check, deadline));
                case RunRequest.Malformed(var reason) -> {
                    return giveUp(incoming, DeadLetter.MALFORMED, reason);
                }
            }
            return true;
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
    private void startDue(List<Route> all) {
        telling.lag(all, pace);
        started(starts.start(pace.due(all)));
    }

    private void startOne(Route route, boolean confirmed) {
        telling.lag(List.of(route), pace);
        started(List.of(starts.startNamed(route, confirmed)));
    }

    private void started(List<RunStarts.Start> all) {
        for (var start : all) {
            telling.started(start);
            if (start instanceof RunStarts.Start.Started(var route, _)) {
                // A worker does it: its uploads are begun under its credentials.
                queue.send(new Message.Sweep(route));
            }
        }
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
}
