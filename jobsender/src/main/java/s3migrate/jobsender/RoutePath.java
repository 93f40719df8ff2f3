package s3migrate.jobsender;

import java.util.Optional;
import s3migrate.job.Batching;
import s3migrate.jobsender.RunParameters.OfRoute;
import s3migrate.price.Meter;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.StoreProfile;
import s3migrate.run.plan.Path;
import s3migrate.store.s3.RenewableCredentials;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.transfer.CopyWay;

/// Both ends of a route, and the way its objects go once workers copy them, told by the same facts
/// as theirs.
///
/// @param profile what the destination's store can do
/// @param path what a copy costs by
/// @param etagParity whether objects in parts stay in parts
record RoutePath(
        S3Access from,
        S3Access to,
        StoreProfile profile,
        CopyWay way,
        Path path,
        boolean etagParity) {

    /// Asks where the buckets of the program's own role are.
    ///
    /// @param meter is told of what that costs
    /// @throws s3migrate.route.SettingsException if only S3 is to copy, and it cannot
    /// @throws s3migrate.store.StoreException if there is no such bucket, or no answer
    static RoutePath of(OfRoute of, JobsenderSettings settings, Meter meter) {
        var route = of.route();
        return of(
                of,
                access(of.source(), route.source().bucket(), meter),
                access(of.destination(), route.destination().bucket(), meter),
                settings);
    }

    static RoutePath of(OfRoute of, S3Access from, S3Access to, JobsenderSettings settings) {
        var options = of.route().options();
        var profile = options.destinationStore().orElseGet(() -> StoreProfile.at(to.endpoint()));
        var way =
                CopyWay.of(
                        options.copy(),
                        options.fallback(),
                        from.copiesTo(to, profile, isOnePrincipal(of)),
                        CopyWay.Sizes.OF_S3);
        var path =
                new Path(
                        way instanceof CopyWay.ServerSide,
                        Path.Distance.between(regionOfAws(from), regionOfAws(to)),
                        options.storageClass().orElse(settings.storageClass()).chosen(),
                        settings.smallBytes(),
                        settings.partBytes(),
                        options.compare(),
                        true);
        return new RoutePath(from, to, profile, way, path, options.etagParity());
    }

    /// Which objects share a message: all that are one request.
    Batching batching(JobsenderSettings settings) {
        return way instanceof CopyWay.ServerSide(_, boolean fallsBack, var sizes)
                        && !fallsBack
                        && !etagParity
                ? Batching.within(sizes.wholeBytes())
                : Batching.through(settings.smallBytes());
    }

    private static S3Access access(
            Optional<RenewableCredentials> credentials, String bucket, Meter meter) {
        var access = credentials.map(S3Access::of).orElseGet(S3Access::ofOwnRole);
        try (var setup = S3Stores.setup(access, S3Connections.forInFlight(1).countedBy(meter))) {
            return access.to(bucket, setup);
        }
    }

    private static boolean isOnePrincipal(OfRoute of) {
        if (of.source().isEmpty() || of.destination().isEmpty()) {
            return of.source().isEmpty() && of.destination().isEmpty();
        }
        return of.source().get().current().samePrincipalAs(of.destination().get().current());
    }

    private static Optional<String> regionOfAws(S3Access access) {
        return access.endpoint().isEmpty() ? Optional.of(access.region().id()) : Optional.empty();
    }
}
