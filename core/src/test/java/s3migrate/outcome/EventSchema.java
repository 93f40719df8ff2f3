package s3migrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/// `docs/outcome-event.schema.json`, and whether an event is what it says: of the keywords those
/// that the file uses.
public final class EventSchema {

    private static final JsonNode SCHEMA = read();

    private EventSchema() {}

    /// Fails unless there is such an event.
    public static void assertKnows(String detailType) {
        assertThat(SCHEMA.path("$defs").has(detailType)).as(detailType).isTrue();
    }

    /// Fails unless `detail` has what the schema wants of this type, and nothing that it does not
    /// name.
    public static void assertTakes(String detailType, JsonNode detail) {
        var wanted = SCHEMA.at("/$defs/%s/properties/detail".formatted(detailType));
        assertThat(wanted.isObject()).as(detailType).isTrue();
        wanted.path("required")
                .forEach(name ->
                        assertThat(detail.has(name.asText()))
                                .as("%s of %s", name, detail)
                                .isTrue());
        for (var field : detail.properties()) {
            var property = wanted.path("properties").path(field.getKey());
            assertThat(property.isMissingNode()).as("unknown: %s", field.getKey()).isFalse();
            assertIs(property, field.getValue());
        }
    }

    private static void assertIs(JsonNode property, JsonNode value) {
        switch (property.path("type").asText("")) {
            case "string" -> {
                assertThat(value.isTextual()).as(value.toString()).isTrue();
                assertThat(value.asText().length())
                        .isBetween(
                                property.path("minLength").asInt(0),
                                property.path("maxLength").asInt(Integer.MAX_VALUE));
            }
            case "integer" -> assertThat(value.isIntegralNumber()).as(value.toString()).isTrue();
            default -> {}
        }
        if (property.has("format")) {
            assertThat(Instant.parse(value.asText())).isNotNull();
        }
        if (property.has("const")) {
            assertThat(value).isEqualTo(property.path("const"));
        }
        if (property.has("enum")) {
            assertThat(property.path("enum")).contains(value);
        }
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("..", "docs", "outcome-event.schema.json").toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
