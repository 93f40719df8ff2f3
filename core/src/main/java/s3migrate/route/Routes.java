package s3migrate.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import s3migrate.object.ObjectLocation;

/// All routes of a deployment, and the default destination of events that none of them covers.
/// Names are unique and no copy can become a source again, unless every route of such a circle
/// allows it.
public record Routes(List<Route> all, Optional<BucketPrefix> defaultDestination) {

    /// Where an object goes.
    public sealed interface Match {

        /// One or more routes.
        record Routed(List<Route> routes) implements Match {}

        /// None, for a reason a person can act on.
        record Unrouted(String reason) implements Match {}
    }

    /// Checks all of them against each other.
    ///
    /// @throws SettingsException naming every fault
    public Routes {
        all = List.copyOf(all);
        var faults = Faults.withValues();
        findEqualNames(all, faults);
        findCircles(all, faults);
        findSharedDeletes(all, defaultDestination, faults);
        if (!faults.none()) {
            throw new SettingsException("routes", faults.lines());
        }
    }

    public Optional<Route> named(String name) {
        return all.stream().filter(route -> route.name().equals(name)).findFirst();
    }

    /// Every route whose source covers the object, else the default destination.
    public Match matching(ObjectLocation source) {
        var routes = all.stream().filter(route -> route.covers(source)).toList();
        if (!routes.isEmpty()) {
            return new Match.Routed(routes);
        }
        if (defaultDestination.isEmpty()) {
            return new Match.Unrouted(
                    "no route covers %s and Des_bucket_default is not set".formatted(source));
        }
        var route = wholeBucket(source, defaultDestination.get());
        return route.feeds(route)
                ? new Match.Unrouted(
                        "Des_bucket_default is the bucket of %s: its copy would be an event again"
                                .formatted(source))
                : new Match.Routed(List.of(route));
    }

    /// The route of a copy ordered by name of both objects: one that maps them so, else one of its
    /// own without options.
    public Route ordered(ObjectLocation source, ObjectLocation destination) {
        return all.stream()
                .filter(route -> route.maps(source, destination))
                .findFirst()
                .orElseGet(() -> wholeBucket(source, new BucketPrefix(destination.bucket(), "")));
    }

    /// Whether a copy from the one to the other goes by this name: that of a route, of the default
    /// destination's, or of an order's own.
    public boolean know(String name, ObjectLocation source, ObjectLocation destination) {
        return ordered(source, destination).name().equals(name)
                || (matching(source) instanceof Match.Routed(var covering)
                        && covering.stream()
                                .filter(route -> route.name().equals(name))
                                .anyMatch(route -> route.maps(source, destination)));
    }

    private static Route wholeBucket(ObjectLocation source, BucketPrefix destination) {
        return Route.of(new BucketPrefix(source.bucket(), ""), destination, RouteOptions.DEFAULT);
    }

    private static void findEqualNames(List<Route> all, Faults faults) {
        Map<String, Route> seen = new HashMap<>();
        for (var route : all) {
            var other = seen.put(route.name(), route);
            if (other != null) {
                faults.add(
                        "name \"%s\" stands twice: for %s to %s and for %s to %s"
                                .formatted(
                                        route.name(),
                                        other.source(),
                                        other.destination(),
                                        route.source(),
                                        route.destination()));
            }
        }
    }

    /// What one route has no source for may be another's copy.
    private static void findSharedDeletes(
            List<Route> all, Optional<BucketPrefix> defaultDestination, Faults faults) {
        for (var route : all) {
            if (!route.options().deletes().extras()) {
                continue;
            }
            var range = route.destinationRange();
            for (var other : all) {
                if (!other.equals(route) && other.destinationRange().overlaps(range)) {
                    faults.add(sharedDeletes(route, "route " + other.name() + " copies to"));
                }
            }
            if (defaultDestination.filter(range::overlaps).isPresent()) {
                faults.add(sharedDeletes(route, "Des_bucket_default is"));
            }
        }
    }

    private static String sharedDeletes(Route route, String who) {
        return "route %s would delete in %s, where %s: accepted is delete where nothing else is copied to"
                .formatted(route.name(), route.destinationRange(), who);
    }

    /// Looks from each route that does not allow it: a circle without one is allowed by all.
    private static void findCircles(List<Route> all, Faults faults) {
        Set<Route> reported = new HashSet<>();
        for (var route : all) {
            if (!route.options().allowCircle() && !reported.contains(route)) {
                var circle = Circles.through(route, all);
                if (!circle.isEmpty()) {
                    reported.addAll(circle);
                    faults.add(Circles.describe(circle));
                }
            }
        }
    }
}
