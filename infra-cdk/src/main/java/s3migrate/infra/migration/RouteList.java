package s3migrate.infra.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;

/// The routes, and the JSON of them that the programs read.
public record RouteList(String json, List<Route> all) {

    /// SSM's limit for a parameter of the advanced tier.
    private static final int MOST_BYTES = 8_192;

    static RouteList read(Fields migration, Optional<BucketPrefix> defaultDestination) {
        String json = withoutComments(migration.list("routes")).toString();
        try {
            var reader = new RoutesReader(file -> "[]");
            return new RouteList(json, reader.read(json, defaultDestination).all());
        } catch (SettingsException wrong) {
            wrong.faults().forEach(line -> migration.faults().add("routes: " + line));
            return new RouteList(json, List.of());
        }
    }

    /// Else the parameter names a file.
    public boolean fitsAParameter() {
        return json.getBytes(UTF_8).length <= MOST_BYTES;
    }

    /// Whether none were asked for; those that had a fault were.
    boolean isEmpty() {
        return json.equals("[]");
    }

    boolean hadFaults() {
        return all.isEmpty() && !isEmpty();
    }

    boolean haveSource(String bucket) {
        return all.stream().anyMatch(route -> route.source().bucket().equals(bucket));
    }

    private static ArrayNode withoutComments(JsonNode list) {
        var bare = JsonNodeFactory.instance.arrayNode();
        list.forEach(route ->
                bare.add(
                        route instanceof ObjectNode object
                                ? object.deepCopy().without("//")
                                : route));
        return bare;
    }
}
