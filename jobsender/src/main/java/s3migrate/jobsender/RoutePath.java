package s3migrate.jobsender;

import java.util.Optional;
import s3migrate.jobsender.RunParameters.OfRoute;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.StoreProfile;
import s3migrate.run.plan.Path;
import s3migrate.store.s3.S3Access;
import s3migrate.transfer.CopyWay;

/// The way a route's objects go once workers copy them, told by the same facts as theirs.
final class RoutePath {

    private RoutePath() {}

    /// @throws s3migrate.route.SettingsException if only S3 is to copy, and it cannot
    static Path of(OfRoute of, S3Access from, S3Access to, JobsenderSettings settings) {
        var options = of.route().options();
        var profile = options.destinationStore().orElseGet(() -> StoreProfile.at(to.endpoint()));
        var way =
                CopyWay.of(
                        options.copy(),
                        options.fallback(),
                        from.copiesTo(to, profile, isOnePrincipal(of)),
                        CopyWay.Sizes.OF_S3);
        return new Path(
                way instanceof CopyWay.ServerSide,
                Path.Distance.between(regionOfAws(from), regionOfAws(to)),
                options.storageClass().orElse(settings.storageClass()).chosen(),
                settings.smallBytes(),
                settings.partBytes(),
                options.compare(),
                true);
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
