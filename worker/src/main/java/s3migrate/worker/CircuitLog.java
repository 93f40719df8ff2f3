package s3migrate.worker;

import java.util.HashMap;
import java.util.Map;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.log.EventLog;
import s3migrate.store.MissingPermission;

/// Says which route is paused, what it lacks and whose credentials it has, and when it goes on.
record CircuitLog(EventLog log, Transfers transfers) implements CircuitListener {

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
