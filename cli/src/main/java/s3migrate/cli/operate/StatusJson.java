package s3migrate.cli.operate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.ledger.LookRecord;

/// A status for programs: one object, with the moment each number is of. Numbers of queues are
/// SQS's, up to a minute older.
record StatusJson(SystemStatus status) {

    String line() {
        var json = new LinkedHashMap<String, Object>();
        json.put("stack", status.stack());
        json.put("as_of", status.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("routes", status.routes().stream().map(this::route).toList());
        json.put("queues", status.queues().stream().map(StatusJson::queue).toList());
        json.put("running", status.running().stream().map(this::running).toList());
        json.put("failed", status.failed().count());
        json.put("failures", status.failed().groups().stream().map(StatusJson::group).toList());
        return Json.line(json);
    }

    private Map<String, Object> route(RouteStatus route) {
        var json = new LinkedHashMap<String, Object>();
        json.put("route", route.route().name());
        json.put("source", route.route().source().toString());
        json.put("destination", route.route().destination().toString());
        switch (route.state()) {
            case RouteStatus.State.Copying _ ->
                    json.put("state", status.messages() > 0 ? "copying" : "idle");
            case RouteStatus.State.NeverCompared _ -> json.put("state", "never_compared");
            case RouteStatus.State.Stopped(var since, var because) -> {
                json.put("state", "stopped");
                json.put("since", since.toString());
                because.ifPresent(reason -> json.put("reason", reason));
            }
            case RouteStatus.State.Paused(var since, var reason, var toDo) -> {
                json.put("state", "paused");
                json.put("since", since.toString());
                json.put("reason", reason);
                json.put("to_do", toDo);
            }
            case RouteStatus.State.Held(var look) -> {
                json.put("state", "held");
                json.put("since", look.at().toString());
                json.put("asked", look.how());
                json.put("faults", texts(look.faults()));
            }
            case RouteStatus.State.WaitsForStart(var plan) -> {
                json.put("state", "waits_for_start");
                json.put("plan_objects", plan.objects());
                json.put("plan_bytes", plan.bytes());
                json.put("plan_micro_usd", plan.microUsd());
                json.put("plan_micro_usd_at_most", plan.microUsdAtMost());
                json.put("plan_sampled", plan.sampled());
            }
            case RouteStatus.State.Asks(var question) -> {
                json.put("state", "asks");
                json.put("question", question);
            }
        }
        if (!route.warnings().isEmpty()) {
            json.put("warnings", texts(route.warnings()));
        }
        route.complete()
                .ifPresent(complete -> {
                    json.put("complete_up_to", complete.time().toString());
                    json.put("lag_seconds", seconds(complete.time(), status.asOf()));
                    json.put("behind", complete.behind());
                });
        route.comparedUpTo().ifPresent(upTo -> json.put("compared_up_to", upTo.toString()));
        route.run()
                .ifPresent(run -> {
                    json.put("run", run.run());
                    json.put("run_ended", run.ended().isPresent());
                    json.put("counts", new TreeMap<>(route.found().counts()));
                });
        return json;
    }

    private static List<String> texts(List<LookRecord.Remark> remarks) {
        return remarks.stream().map(LookRecord.Remark::text).toList();
    }

    private static Map<String, Object> queue(QueueDepth queue) {
        var json = new LinkedHashMap<String, Object>();
        json.put("queue", queue.name());
        json.put("waiting", queue.waiting());
        json.put("at_work", queue.atWork());
        json.put("dead_letters", queue.deadLetters());
        return json;
    }

    private Map<String, Object> running(RunningObject object) {
        var json = new LinkedHashMap<String, Object>();
        json.put("source", object.source().toString());
        json.put("destination", object.destination().toString());
        json.put("size", object.size());
        object.uploaded().ifPresent(bytes -> json.put("uploaded", bytes));
        object.left(status.asOf()).ifPresent(left -> json.put("seconds_left", left.toSeconds()));
        json.put("at_work", object.held());
        return json;
    }

    private static Map<String, Object> group(FailureGroups.Group group) {
        var json = new LinkedHashMap<String, Object>();
        json.put("cause", group.cause().name());
        json.put("count", group.count());
        json.put("first", group.first().toString());
        json.put("last", group.last().toString());
        json.put("routes", List.copyOf(group.routes()));
        json.put("to_do", group.cause().toDo());
        return json;
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
