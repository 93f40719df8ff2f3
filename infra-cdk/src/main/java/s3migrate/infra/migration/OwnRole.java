package s3migrate.infra.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import s3migrate.route.BucketPrefix;
import s3migrate.route.JobType;
import s3migrate.route.ParameterNames;
import s3migrate.route.PolicyRange;
import s3migrate.route.Route;

/// What the programs do as themselves: the ranges they read, write, and delete in by a route's
/// choice, the parameters that hold the credentials for everything else, and the routes whose
/// sources they read and whose copies they write.
public record OwnRole(
        List<BucketPrefix> sources,
        List<BucketPrefix> destinations,
        List<BucketPrefix> deletions,
        List<String> credentialParameters,
        List<Route> read,
        List<Route> written) {

    static OwnRole of(Migration migration) {
        var settings = migration.settings().worker();
        var type = settings.jobType();
        var names = settings.deployment().parameters();
        var routes = migration.routes().all();
        var sources = new LinkedHashSet<BucketPrefix>();
        var destinations = new LinkedHashSet<BucketPrefix>();
        var deletions = new LinkedHashSet<BucketPrefix>();
        var read = new ArrayList<Route>();
        var written = new ArrayList<Route>();
        var parameters = new LinkedHashSet<>(parametersOfOrders(type, names));
        for (var route : routes) {
            type.sourceParameter(route, names.credentials())
                    .ifPresentOrElse(
                            parameters::add,
                            () -> {
                                read.add(route);
                                sources.add(route.source());
                            });
            type.destinationParameter(route, names.credentials())
                    .ifPresentOrElse(
                            parameters::add,
                            () -> {
                                written.add(route);
                                destinations.add(route.destinationRange());
                                if (route.options().deletes().extras()) {
                                    deletions.add(route.destinationRange());
                                }
                            });
        }
        settings.defaultDestination()
                .ifPresent(destination -> {
                    if (type != JobType.GET) {
                        sources.addAll(unrouted(migration, routes));
                    }
                    if (type != JobType.PUT) {
                        destinations.add(destination);
                    }
                });
        return new OwnRole(
                List.copyOf(sources),
                List.copyOf(destinations),
                List.copyOf(deletions),
                List.copyOf(parameters),
                List.copyOf(read),
                List.copyOf(written));
    }

    /// What policies allow beyond the ranges, one line each.
    public List<String> widenings() {
        return Stream.concat(sources.stream(), destinations.stream())
                .distinct()
                .flatMap(range -> new PolicyRange(range).widening().stream())
                .toList();
    }

    /// Buckets whose events go to the default destination, at least in part.
    private static List<BucketPrefix> unrouted(Migration migration, List<Route> routes) {
        return Stream.concat(migration.newBucket().stream(), migration.eventBuckets().stream())
                .map(bucket -> new BucketPrefix(bucket, ""))
                .filter(bucket -> routes.stream().noneMatch(r -> r.source().equals(bucket)))
                .toList();
    }

    /// Copies that nobody routed, by event or by order, have the one side of `JobType`.
    private static Set<String> parametersOfOrders(JobType type, ParameterNames names) {
        return type == JobType.BOTH ? Set.of() : Set.of(names.credentials());
    }
}
