package s3migrate.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import s3migrate.job.Job;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.log.EventLog;

/// Says which route is paused, what it lacks and whose credentials it has, and when it goes on.
record CircuitLog(EventLog log, Transfers transfers) implements CircuitListener {

    /// As IAM words it, in the answers of S3 and KMS.
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile(
                    "not authorized to perform: (\\S+) on (?:the )?resource:? \"?([^\\s\"]+)");

    @Override
    public void paused(Job job, Pause pause) {
        var fields = new HashMap<String, Object>();
        fields.put("route", job.route());
        fields.put("credentials", transfers.credentials(job));
        fields.put("cause", pause.cause());
        missing(pause.reason()).ifPresent(missing -> fields.put("missing", missing));
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

    /// The action and the ARN that a policy has to allow, where the answer names them.
    static Optional<String> missing(String reason) {
        var found = NOT_AUTHORIZED.matcher(reason);
        return found.find()
                ? Optional.of("%s on %s".formatted(found.group(1), found.group(2)))
                : Optional.empty();
    }
}
