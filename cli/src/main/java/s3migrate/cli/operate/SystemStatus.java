package s3migrate.cli.operate;

import java.time.Instant;
import java.util.List;
import s3migrate.route.Route;

/// Everything `s3migrate status` says, as of one moment.
///
/// @param failed the first of them where there are more than `MOST_FAILED`
record SystemStatus(
        String stack,
        Instant asOf,
        List<RouteStatus> routes,
        List<QueueDepth> queues,
        List<RunningObject> running,
        FailureGroups failed) {

    /// Failures that are read, 1,000 a second or so.
    static final int MOST_FAILED = 10_000;

    static SystemStatus of(DeployedSystem system, List<Route> wanted) {
        var routes = system.routes();
        var names = wanted.stream().map(Route::name).toList();
        boolean all = wanted.size() == routes.all().size();
        var failed = new FailureGroups();
        try (var some = FailedObject.of(system, routes)) {
            some.filter(one -> all || names.contains(one.route()))
                    .limit(MOST_FAILED)
                    .forEach(failed::add);
        }
        return new SystemStatus(
                system.stack().name(),
                system.clock().instant(),
                wanted.stream().map(route -> RouteStatus.of(system, route)).toList(),
                system.queues().stream().map(queue -> QueueDepth.of(system.sqs(), queue)).toList(),
                RunningObject.of(system, routes),
                failed);
    }

    boolean waitsForAPerson() {
        return routes.stream()
                .anyMatch(route ->
                        switch (route.state()) {
                            case RouteStatus.State.Held _,
                                    RouteStatus.State.Paused _,
                                    RouteStatus.State.Stopped _,
                                    RouteStatus.State.Asks _,
                                    RouteStatus.State.WaitsForStart _ ->
                                    true;
                            case RouteStatus.State.Copying _, RouteStatus.State.NeverCompared _ ->
                                    false;
                        });
    }

    boolean someFailed() {
        return failed.count() > 0 || queues.stream().mapToLong(QueueDepth::deadLetters).sum() > 0;
    }

    /// Messages that are waiting or at work, for workers.
    long messages() {
        return queues.stream()
                .filter(queue -> !queue.name().equals("runs"))
                .mapToLong(QueueDepth::messages)
                .sum();
    }
}
