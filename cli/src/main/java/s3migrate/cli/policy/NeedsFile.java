package s3migrate.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.cli.CouldNotStart;
import s3migrate.route.BrokenJson;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;

/// Reads what routes need from `migration.json`, or from a list of routes as the parameter has it.
final class NeedsFile {

    private static final String COMMENT = "//";

    private final JsonNode json;

    private NeedsFile(JsonNode json) {
        this.json = json;
    }

    /// @throws CouldNotStart naming every fault of the file
    static Needs read(Path file) {
        try {
            return new NeedsFile(new ObjectMapper().readTree(Files.readString(file))).needs();
        } catch (JsonProcessingException notJson) {
            throw new CouldNotStart(
                    "%s: not JSON (%s): %s"
                            .formatted(
                                    file, BrokenJson.place(notJson), notJson.getOriginalMessage()),
                    notJson);
        } catch (IOException unreadable) {
            throw CouldNotStart.unreadable("--routes " + file, unreadable);
        } catch (SettingsException wrong) {
            throw new CouldNotStart("%s: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    private Needs needs() {
        var byDefault = defaultDestination();
        var reader =
                new RoutesReader(object -> {
                    throw new SettingsException(
                            "routes", List.of(object + ": accepted is the list itself"));
                });
        var routes = reader.read(routesJson(), byDefault).all();
        var sources = Stream.concat(routes.stream().map(Route::source), eventBuckets()).distinct();
        var destinations =
                Stream.concat(routes.stream().map(Route::destinationRange), byDefault.stream())
                        .distinct();
        var deletions =
                routes.stream()
                        .filter(route -> route.options().deletes().extras())
                        .map(Route::destinationRange);
        boolean byDefaultVersions = json.at("/settings/JobsenderCompareVersionId").asBoolean();
        var versions =
                routes.stream()
                        .filter(route ->
                                byDefaultVersions
                                        || route.options().compare()
                                                == RouteOptions.Compare.VERSION)
                        .map(Route::source)
                        .distinct();
        return new Needs(
                sources.toList(),
                versions.toList(),
                destinations.toList(),
                deletions.toList(),
                texts(json.at("/kms_keys/source")),
                texts(json.at("/kms_keys/destination")),
                routes);
    }

    private String routesJson() {
        var list = json.isObject() ? json.path("routes") : json;
        list.forEach(route -> {
            if (route instanceof ObjectNode object) {
                object.remove(COMMENT);
            }
        });
        return list.isMissingNode() ? "[]" : list.toString();
    }

    private Optional<BucketPrefix> defaultDestination() {
        var settings = json.path("settings");
        return Optional.of(settings.path("Des_bucket_default").asText())
                .filter(bucket -> !bucket.isEmpty())
                .map(bucket ->
                        new BucketPrefix(bucket, folder(settings.path("Des_prefix_default"))));
    }

    private static String folder(JsonNode prefix) {
        String text = prefix.asText();
        return text.isEmpty() || text.endsWith("/") ? text : text + "/";
    }

    /// Whose objects go to the default destination, where no route covers them.
    private Stream<BucketPrefix> eventBuckets() {
        if (defaultDestination().isEmpty()) {
            return Stream.empty();
        }
        var named = Optional.of(json.path("new_bucket").asText()).filter(name -> !name.isEmpty());
        return Stream.concat(named.stream(), texts(json.path("event_buckets")).stream())
                .map(name -> new BucketPrefix(name, ""));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
