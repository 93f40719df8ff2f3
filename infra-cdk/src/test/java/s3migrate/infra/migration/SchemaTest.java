package s3migrate.infra.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Row;
import s3migrate.route.SettingsException;

/// What editors are told by `migration.schema.json` is what the reader and `docs/contracts.md` say.
class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBERS =
            Pattern.compile("a whole number from ([\\d,]+) to ([\\d,]+)");

    @TempDir Path directory;

    private final JsonNode schema = read(Path.of("migration.schema.json"));

    @Test
    void settingsAreThoseOfTheContract() {
        var properties = schema.at("/properties/settings/properties");
        assertThat(names(properties)).isEqualTo(ProgramSettings.names());
        ContractsPage.read().table("settings").stream()
                .filter(row -> properties.has(row.name()))
                .forEach(row -> assertSame(properties.path(row.name()), row, 1));
    }

    @Test
    void routeOptionsAreThoseOfTheContract() {
        var properties = schema.at("/properties/routes/items/properties");
        var rows = ContractsPage.read().table("route options");
        assertThat(names(properties))
                .isEqualTo(new TreeSet<>(rows.stream().map(Row::name).toList()));
        rows.forEach(row -> assertSame(properties.path(row.name()), row, 0));
    }

    /// The reader names all it knows when it meets a name it does not.
    @Test
    void fieldsAreThoseOfTheReader() throws IOException {
        assertThat(accepted("", "")).isEqualTo(names(schema.path("properties")));
        for (var nested : List.of("kms_keys", "worker", "jobsender")) {
            assertThat(accepted(nested, nested + "."))
                    .isEqualTo(names(schema.at("/properties/%s/properties".formatted(nested))));
        }
    }

    /// One below or above a bound is refused by the reader.
    @Test
    void boundsAreThoseOfTheReader() throws IOException {
        for (var path :
                List.of(
                        "compare_every_minutes",
                        "alarm_usd_per_day",
                        "worker/memory_mb",
                        "jobsender/timeout_seconds",
                        "worker/max_concurrency")) {
            var field = schema.at("/properties/" + path.replace("/", "/properties/"));
            int least = field.path("minimum").intValue();
            int most = field.path("maximum").intValue();
            for (int wrong : List.of(least - 1, most + 1)) {
                assertThat(faults(path, wrong))
                        .contains(
                                "%s \"%d\": accepted is a whole number from %,d to %,d"
                                        .formatted(path.replace('/', '.'), wrong, least, most));
            }
        }
    }

    @Test
    void examplesUseOnlyWhatTheSchemaKnows() throws IOException {
        try (var examples = Files.list(Path.of("examples"))) {
            examples.forEach(example -> assertKnown(read(example), schema, example.toString()));
        }
    }

    private static void assertSame(JsonNode property, Row row, int values) {
        String accepted = row.cells().get(values);
        var numbers = NUMBERS.matcher(accepted);
        if (numbers.matches()) {
            assertThat(property.path("type").asText()).as(row.name()).isEqualTo("integer");
            assertThat(property.path("minimum").longValue())
                    .as(row.name())
                    .isEqualTo(number(numbers.group(1)));
            assertThat(property.path("maximum").longValue())
                    .as(row.name())
                    .isEqualTo(number(numbers.group(2)));
        } else if (accepted.equals("true or false")) {
            assertThat(property.path("type").asText()).as(row.name()).isEqualTo("boolean");
        } else if (property.has("enum")) {
            assertThat(texts(property.path("enum")))
                    .as(row.name())
                    .isEqualTo(List.of(accepted.split(", ", -1)));
        } else {
            assertThat(property.path("type").asText()).as(row.name()).isEqualTo("string");
        }
    }

    private static long number(String shown) {
        return Long.parseLong(shown.replace(",", ""));
    }

    private static void assertKnown(JsonNode value, JsonNode schema, String where) {
        value.properties()
                .forEach(field -> {
                    var known = schema.path("properties").path(field.getKey());
                    assertThat(known.isMissingNode()).as(where + " " + field.getKey()).isFalse();
                    assertKnown(field.getValue(), known, where + " " + field.getKey());
                });
        if (value.isArray()) {
            value.forEach(item -> assertKnown(item, schema.path("items"), where));
        }
    }

    private Set<String> accepted(String object, String prefix) throws IOException {
        String unknown = prefix + "unknown is unknown: accepted are ";
        String line =
                faults((object.isEmpty() ? "" : object + "/") + "unknown", 1).stream()
                        .filter(fault -> fault.startsWith(unknown))
                        .findFirst()
                        .orElseThrow();
        return new TreeSet<>(List.of(line.substring(unknown.length()).split(", ", -1)));
    }

    private List<String> faults(String path, int value) throws IOException {
        var json = JSON.createObjectNode();
        var object = json;
        var steps = new ArrayList<>(List.of(path.split("/", -1)));
        String name = steps.removeLast();
        for (var step : steps) {
            object = object.putObject(step);
        }
        object.put(name, value);
        return faults(json);
    }

    private List<String> faults(ObjectNode json) throws IOException {
        var file = Files.writeString(directory.resolve("migration.json"), json.toString());
        return catchThrowableOfType(SettingsException.class, () -> Migration.read(file)).faults();
    }

    private static Set<String> names(JsonNode properties) {
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        names.remove("//");
        return names;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
