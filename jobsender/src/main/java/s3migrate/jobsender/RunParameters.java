package s3migrate.jobsender;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import s3migrate.object.ObjectLocation;
import s3migrate.route.CredentialsReader;
import s3migrate.route.IgnoreList;
import s3migrate.route.JobType;
import s3migrate.route.ParameterNames;
import s3migrate.route.Parameters;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.Routes;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;
import s3migrate.store.s3.RenewableCredentials;

/// What runs read from parameters, each time anew.
///
/// @param compare of routes that do not say
/// @param files gives the text of an object, for a routes parameter that names one
/// @param clock tells how long ago credentials were read
record RunParameters(
        Parameters parameters,
        ParameterNames names,
        JobType jobType,
        Compare compare,
        Function<ObjectLocation, String> files,
        InstantSource clock) {

    /// All that one route's run needs. Without credentials a side is the program's own role's;
    /// those that are refused while it runs are read again.
    record OfRoute(
            Route route,
            IgnoreList ignored,
            Optional<RenewableCredentials> source,
            Optional<RenewableCredentials> destination) {}

    /// @throws SettingsException naming every fault of every route
    Routes routes() {
        return new RoutesReader(files, compare)
                .read(parameters.value(names.routes()), Optional.empty());
    }

    /// @throws SettingsException naming what is wrong with the routes, the ignore list and the
    ///   credentials of both sides
    OfRoute of(String name) {
        var gathering = new Gathering();
        var ignored = gathering.of(() -> IgnoreList.parse(parameters.value(names.ignoreList())));
        var route = gathering.of(() -> routeNamed(name));
        var source =
                route.flatMap(r -> jobType.sourceParameter(r, names.credentials()))
                        .flatMap(parameter -> gathering.of(() -> credentials(parameter)));
        var destination =
                route.flatMap(r -> jobType.destinationParameter(r, names.credentials()))
                        .flatMap(parameter -> gathering.of(() -> credentials(parameter)));
        gathering.finish("route " + name);
        return new OfRoute(route.orElseThrow(), ignored.orElseThrow(), source, destination);
    }

    private Route routeNamed(String name) {
        var routes = routes();
        return routes.named(name)
                .orElseThrow(() ->
                        new SettingsException(
                                "parameter " + names.routes(),
                                List.of("no such route among " + namesOf(routes))));
    }

    private RenewableCredentials credentials(String parameter) {
        return new RenewableCredentials(
                () -> CredentialsReader.read(parameter, parameters.value(parameter)), clock);
    }

    private static String namesOf(Routes routes) {
        return routes.all().stream().map(Route::name).collect(Collectors.joining(", "));
    }
}
