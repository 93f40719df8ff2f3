package s3migrate.cli.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.Permissions;
import s3migrate.route.PolicyRange;
import s3migrate.route.Route;

/// What a policy is to allow: the ranges that are read, whose versions are compared, that are
/// written and deleted in, the KMS keys their objects are under, by ARN, and the routes for what
/// they wish of their copies.
record Needs(
        List<BucketPrefix> sources,
        List<BucketPrefix> versions,
        List<BucketPrefix> destinations,
        List<BucketPrefix> deletions,
        List<String> sourceKeys,
        List<String> destinationKeys,
        List<Route> routes) {

    /// Everything copying and comparing need on one side.
    ///
    /// @param partition of the side's ARNs
    List<Permission> of(Side side, String partition) {
        var all = new ArrayList<Permission>();
        all.addAll(Permissions.toCopy(sources, destinations, partition));
        all.addAll(Permissions.toCompareVersions(versions, partition));
        all.addAll(Permissions.toDelete(deletions, partition));
        all.addAll(Permissions.toFulfil(routes, routes, partition));
        var keys = Stream.concat(destinationKeys.stream(), Permissions.keysOf(routes).stream());
        all.addAll(Permissions.toCopyUnderKeys(sourceKeys, keys.distinct().toList()));
        return all.stream().filter(permission -> permission.side() == side).toList();
    }

    /// What the policies allow beyond the ranges, one line each.
    List<String> widenings() {
        return Stream.concat(sources.stream(), destinations.stream())
                .distinct()
                .flatMap(range -> new PolicyRange(range).widening().stream())
                .toList();
    }

    /// The buckets of one side, by name.
    List<String> buckets(Side side) {
        var ranges =
                switch (side) {
                    case SOURCE -> sources;
                    case DESTINATION -> destinations;
                };
        return ranges.stream().map(BucketPrefix::bucket).distinct().sorted().toList();
    }
}
