package s3migrate.cli.policy;

import java.util.ArrayList;
import java.util.List;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.Permissions;

/// What a policy is to allow: the ranges that are read, whose versions are compared, that are
/// written and deleted in, and the KMS keys their objects are under, by ARN.
record Needs(
        List<BucketPrefix> sources,
        List<BucketPrefix> versions,
        List<BucketPrefix> destinations,
        List<BucketPrefix> deletions,
        List<String> sourceKeys,
        List<String> destinationKeys) {

    /// Everything copying and comparing need on one side.
    ///
    /// @param partition of the side's ARNs
    List<Permission> of(Side side, String partition) {
        var all = new ArrayList<Permission>();
        all.addAll(Permissions.toCopy(sources, destinations, partition));
        all.addAll(Permissions.toCompareVersions(versions, partition));
        all.addAll(Permissions.toDelete(deletions, partition));
        all.addAll(Permissions.toCopyUnderKeys(sourceKeys, destinationKeys));
        return all.stream().filter(permission -> permission.side() == side).toList();
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
