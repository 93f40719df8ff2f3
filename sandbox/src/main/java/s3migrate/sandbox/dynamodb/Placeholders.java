package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import s3migrate.sandbox.json.AwsError;

/// The names and values that a request's expressions stand for with `#name` and `:value`.
///
/// DynamoDB refuses both a placeholder that is not defined and a definition that no expression
/// uses.
final class Placeholders {
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, AttributeValue> values;
    private final Set<String> unused = new TreeSet<>();

    Placeholders(JsonNode request) {
        request.path("ExpressionAttributeNames")
                .properties()
                .forEach(entry -> names.put(entry.getKey(), entry.getValue().asText()));
        values = AttributeJson.readMap(request.path("ExpressionAttributeValues"));
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
    }

    String name(String placeholder) {
        unused.remove(placeholder);
        var name = names.get(placeholder);
        if (name == null)
            throw AwsError.validation(
                    "An expression attribute name used in the document path is not defined;"
                            + " attribute name: "
                            + placeholder);
        return name;
    }

    AttributeValue value(String placeholder) {
        unused.remove(placeholder);
        var value = values.get(placeholder);
        if (value == null)
            throw AwsError.validation(
                    "An expression attribute value used in expression is not defined; attribute value: "
                            + placeholder);
        return value;
    }

    /// To be called when all of the request's expressions are read.
    void refuseUnused() {
        refuseUnused("ExpressionAttributeNames", '#');
        refuseUnused("ExpressionAttributeValues", ':');
    }

    private void refuseUnused(String definitions, char mark) {
        var left = unused.stream().filter(key -> key.charAt(0) == mark).toList();
        if (!left.isEmpty())
            throw AwsError.validation(
                    "Value provided in %s unused in expressions: keys: {%s}"
                            .formatted(definitions, String.join(", ", left)));
    }
}
