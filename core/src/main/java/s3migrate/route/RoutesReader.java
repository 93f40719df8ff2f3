package s3migrate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import s3migrate.object.ObjectLocation;
import s3migrate.route.RouteOptions.Compare;

/// Reads the routes of the parameter `s3_migration_bucket_para`: a JSON list with an object per
/// route, or `s3://bucket/key` of a file that holds it.
///
/// An option nobody knows is a fault, because it would be a wish that is not kept.
public final class RoutesReader {

    private static final Pattern FILE = Pattern.compile("s3://([^/]+)/(.+)", Pattern.DOTALL);
    static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._:-]{1,255}");
    static final String ACCEPTED_BUCKET = "the name of a bucket";
    static final Pattern PREFIX = Pattern.compile("[^\\x00\\ud800-\\udfff]*");
    static final String ACCEPTED_PREFIX = "a text of whole characters without zero bytes";

    private final Function<ObjectLocation, String> files;
    private final Compare compare;

    /// Reads parameters that may name a file.
    ///
    /// @param files gives the text of an object, for a parameter that names one
    public RoutesReader(Function<ObjectLocation, String> files) {
        this(files, Compare.CONTENT);
    }

    /// The same where the program's settings say what routes without `compare` have.
    public RoutesReader(Function<ObjectLocation, String> files, Compare compare) {
        this.files = files;
        this.compare = compare;
    }

    /// Reads all routes.
    ///
    /// @throws SettingsException naming every fault of every route
    public Routes read(String parameter, Optional<BucketPrefix> defaultDestination) {
        var file = FILE.matcher(parameter.strip());
        String json =
                file.matches()
                        ? files.apply(new ObjectLocation(file.group(1), file.group(2)))
                        : parameter;
        var faults = Faults.withValues();
        var routes = FlatJson.parse(json, faults).map(list -> routes(list, faults));
        if (!faults.none()) {
            throw new SettingsException("routes", faults.lines());
        }
        return new Routes(routes.orElse(List.of()), defaultDestination);
    }

    private List<Route> routes(JsonNode list, Faults faults) {
        if (!list.isArray()) {
            faults.add("accepted is a list [{\"src_bucket\": …}, …]");
            return List.of();
        }
        var routes = new ArrayList<Route>();
        for (int i = 0; i < list.size(); i++) {
            var ofThis = Faults.withValues();
            FlatJson.fields(list.path(i), ofThis)
                    .map(fields -> new SettingsReader(fields, RouteOptionsReader.NOT_BUILT, ofThis))
                    .flatMap(fields -> route(fields, compare))
                    .ifPresent(routes::add);
            faults.addAll("route " + (i + 1), ofThis);
        }
        return routes;
    }

    /// In the order in which `docs/contracts.md` lists the fields.
    static Optional<Route> route(SettingsReader route) {
        return route(route, Compare.CONTENT);
    }

    private static Optional<Route> route(SettingsReader route, Compare compare) {
        String srcBucket = route.needed("src_bucket", BUCKET, ACCEPTED_BUCKET);
        String srcPrefix = route.text("src_prefix", "", PREFIX, ACCEPTED_PREFIX);
        String desBucket = route.needed("des_bucket", BUCKET, ACCEPTED_BUCKET);
        String desPrefix = route.text("des_prefix", "", PREFIX, ACCEPTED_PREFIX);
        var name = route.optional("name", Route.NAME, Route.ACCEPTED_NAME);
        var options = RouteOptionsReader.read(route, compare);
        refuseUnknown(route);
        if (!route.faults().none()) {
            return Optional.empty();
        }
        var source = new BucketPrefix(srcBucket, srcPrefix);
        var destination = new BucketPrefix(desBucket, desPrefix);
        return Optional.of(
                name.map(given -> new Route(given, source, destination, options))
                        .orElseGet(() -> Route.of(source, destination, options)));
    }

    private static void refuseUnknown(SettingsReader route) {
        String known =
                route.asked().stream()
                        .map(SettingsReader.Known::name)
                        .collect(Collectors.joining(", "));
        for (String name : route.unknown()) {
            route.faults()
                    .add(
                            "option %s is unknown: accepted are %s"
                                    .formatted(Faults.shorten(name), known));
        }
    }
}
