package s3migrate.cli.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;

/// The routes of `--routes`, as a deployed system's parameter has them.
final class RoutesFile {

    private RoutesFile() {}

    /// Reads all of them.
    ///
    /// @throws CouldNotStart naming every fault of every route
    static List<Route> read(Path file) {
        try {
            var routes =
                    new RoutesReader(_ -> "").read(Files.readString(file), Optional.empty()).all();
            refuseWhatNeedsMore(file, routes);
            return routes;
        } catch (SettingsException wrong) {
            throw new CouldNotStart("--routes %s: %s".formatted(file, wrong.getMessage()), wrong);
        } catch (IOException unreadable) {
            throw CouldNotStart.unreadable("--routes " + file, unreadable);
        }
    }

    /// What is asked for and not kept would be a promise broken in silence.
    private static void refuseWhatNeedsMore(Path file, List<Route> routes) {
        var faults = new ArrayList<String>();
        if (routes.isEmpty()) {
            faults.add("there is no route in it");
        }
        for (var route : routes) {
            faults(route.options()).forEach(fault -> faults.add(route.name() + ": " + fault));
        }
        if (!faults.isEmpty()) {
            throw new CouldNotStart("--routes %s: %s".formatted(file, String.join("\n  ", faults)));
        }
    }

    private static List<String> faults(RouteOptions options) {
        var faults = new ArrayList<String>();
        if (options.sourceCredentials().isPresent()) {
            faults.add(
                    "src_credentials: accepted is nothing here: --source-profile says who reads");
        }
        if (options.destinationCredentials().isPresent()) {
            faults.add("des_credentials: accepted is nothing here: --dest-profile says who writes");
        }
        if (options.compare() == Compare.VERSION) {
            faults.add(
                    "compare version: accepted are content, size, metadata and always, as versions"
                            + " are compared by the ledger of a deployed system");
        }
        return faults;
    }
}
