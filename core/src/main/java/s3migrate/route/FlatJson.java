package s3migrate.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The JSON of parameters: objects whose fields are texts, numbers or true and false, read as
/// texts.
final class FlatJson {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private FlatJson() {}

    /// Empty, with a fault, if this is not JSON. The fault names the place, never the text.
    static Optional<JsonNode> parse(String text, Faults faults) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !isNothing(node, faults));
        } catch (JsonProcessingException notJson) {
            faults.add(
                    "not JSON (%s): accepted is JSON as in docs/contracts.md"
                            .formatted(BrokenJson.place(notJson)));
            return Optional.empty();
        }
    }

    /// The fields of an object; empty, with a fault, for anything else. Lists and objects inside
    /// are faults, `null` is left out.
    static Optional<Map<String, String>> fields(JsonNode object, Faults faults) {
        if (!object.isObject()) {
            faults.add("accepted is an object {…}");
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, String>();
        for (var field : object.properties()) {
            if (field.getValue().isContainerNode()) {
                faults.refuse(
                        field.getKey(),
                        field.getValue().toString(),
                        "a text, a number, true or false");
            } else if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        }
        return Optional.of(fields);
    }

    private static boolean isNothing(JsonNode node, Faults faults) {
        if (node.isMissingNode()) {
            faults.add("empty");
        }
        return node.isMissingNode();
    }
}
