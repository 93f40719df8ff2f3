package s3migrate.cli.operate;

import java.util.Optional;
import s3migrate.route.Credentials;
import s3migrate.route.CredentialsReader;
import s3migrate.route.Route;
import s3migrate.route.StoreProfile;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;

/// Opens the two sides of a route as the system does: the side of its own role with the credentials
/// of whoever asks, the other with those of the parameter.
record RouteStores(DeployedSystem system, int requestsAtOnce) {

    ObjectStore source(Route route) {
        return open(
                system.stack()
                        .jobType()
                        .sourceParameter(route, system.stack().parameters().credentials()),
                S3Stores.Side.SOURCE,
                route);
    }

    ObjectStore destination(Route route) {
        return open(
                system.stack()
                        .jobType()
                        .destinationParameter(route, system.stack().parameters().credentials()),
                S3Stores.Side.DESTINATION,
                route);
    }

    /// The reports bucket.
    ObjectStore reports() {
        return S3Stores.open(
                system.access(),
                S3Stores.Side.DESTINATION,
                S3Connections.forInFlight(requestsAtOnce));
    }

    private ObjectStore open(Optional<String> parameter, S3Stores.Side side, Route route) {
        var access =
                parameter.map(name -> S3Access.of(credentials(name))).orElseGet(system::access);
        var terms = S3Terms.of(StoreProfile.AWS).withRequesterPays(route.options().requesterPays());
        return S3Stores.open(access, side, S3Connections.forInFlight(requestsAtOnce), terms);
    }

    private Credentials credentials(String parameter) {
        return CredentialsReader.read(parameter, system.parameters().value(parameter));
    }
}
