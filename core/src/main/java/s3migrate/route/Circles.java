package s3migrate.route;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds routes whose copies come back to them as sources and would be copied for ever.
final class Circles {

    private Circles() {}

    /// The shortest way from `start` back to it, or nothing. A route that feeds itself is a circle
    /// of one.
    static List<Route> through(Route start, List<Route> all) {
        Map<Route, Route> fedBy = new HashMap<>();
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var route = open.remove();
            for (var next : all) {
                if (route.feeds(next) && fedBy.putIfAbsent(next, route) == null) {
                    if (next.equals(start)) {
                        return backFrom(start, fedBy);
                    }
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    static String describe(List<Route> circle) {
        String steps =
                circle.stream()
                        .map(route ->
                                "%s (%s to %s)"
                                        .formatted(
                                                route.name(),
                                                route.source(),
                                                route.destinationRange()))
                        .collect(Collectors.joining(", then "));
        return "copies would be copied again for ever: %s. Accepted is another prefix or bucket, or allow_circle on each of them"
                .formatted(steps);
    }

    private static List<Route> backFrom(Route start, Map<Route, Route> fedBy) {
        var circle = new ArrayDeque<Route>();
        var step = start;
        do {
            step = fedBy.getOrDefault(step, start);
            circle.addFirst(step);
        } while (!step.equals(start));
        return List.copyOf(circle);
    }
}
