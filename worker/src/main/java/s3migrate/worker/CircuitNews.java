package s3migrate.worker;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.log.EventLog;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.store.MissingPermission;

/// Says in the log which route is paused, what it lacks and whose credentials it has, and when it
/// goes on; and tells other systems.
record CircuitNews(EventLog log, Transfers transfers, OutcomeEvents events)
        implements CircuitListener {

    @Override
    public void paused(Job job, Pause pause) {
        var fields = new HashMap<String, Object>();
        fields.put("route", job.route());
        fields.put("credentials", transfers.credentials(job));
        fields.put("cause", pause.cause());
        MissingPermission.in(pause.cause(), pause.reason())
                .ifPresent(missing -> fields.put("missing", missing));
        fields.put("reason", pause.reason());
        log.error("route_paused", fields);
    }

    @Override
    public boolean announced(String route, Pause pause) {
        return told(
                new OutcomeEvent.RoutePaused(route, pause.cause(), pause.reason(), pause.since()));
    }

    private boolean told(OutcomeEvent.RoutePaused event) {
        try {
            events.send(List.of(event));
            return true;
        } catch (OutcomeEventsException broke) {
            log.warn(
                    "pause_not_told",
                    Map.of("route", event.route(), "reason", String.valueOf(broke.getMessage())));
            return false;
        }
    }

    @Override
    public void capReached(String route, long microUsd, long capUsd, Instant at) {
        log.error(
                "spend_cap_reached",
                Map.of("route", route, "spent_micro_usd", microUsd, "spend_cap_usd", capUsd));
        var _ =
                told(
                        new OutcomeEvent.RoutePaused(
                                route,
                                "SpendCap",
                                "the route reached its spend_cap_usd of %d USD".formatted(capUsd),
                                at));
    }

    @Override
    public void resumed(Job job, Pause ended) {
        log.warn(
                "route_resumed",
                Map.of(
                        "route",
                        job.route(),
                        "since",
                        ended.since().toString(),
                        "cause",
                        ended.cause()));
    }
}
