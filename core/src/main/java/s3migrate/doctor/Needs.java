package s3migrate.doctor;

import java.util.List;
import java.util.stream.Stream;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.Permissions;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;

/// What a route must be allowed at one end.
public final class Needs {

    private Needs() {}

    /// What whoever only compares must be allowed, and copies nothing.
    public static List<Permission> ofComparing(Route route, Side side, String partition) {
        return Permissions.toCompare(
                        List.of(route.source()), List.of(route.destinationRange()), partition)
                .stream()
                .filter(permission -> permission.side() == side)
                .toList();
    }

    public static List<Permission> of(Route route, Side side, String partition) {
        var source = List.of(route.source());
        var destination = List.of(route.destinationRange());
        var options = route.options();
        return Stream.of(
                        Permissions.toCopy(source, destination, partition),
                        options.compare() == Compare.VERSION
                                ? Permissions.toCompareVersions(source, partition)
                                : List.<Permission>of(),
                        options.deletes().extras()
                                ? Permissions.toDelete(destination, partition)
                                : List.<Permission>of(),
                        Permissions.toFulfil(List.of(route), List.of(route), partition))
                .flatMap(List::stream)
                .filter(permission -> permission.side() == side)
                .toList();
    }
}
